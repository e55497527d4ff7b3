package io.orchestrator.web.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.web.bench.chaos.History.Run;
import io.orchestrator.web.bench.figures.Gate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is found after kills, and how soon work went on; the history is that of two tasks. */
class KillRulesTest {
  private static final int TASKS = 2;
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private final HistoryOfOneRun history = new HistoryOfOneRun();

  @Test
  void aGoodHistoryIsGoodWithinASecondOfTheReturn() {
    // The second task was claimed at 11 s and began at 12 s.
    KillsReport report = report(new Returned("server", at(5), at(11)));

    assertThat(report.violations()).isEmpty();
    assertThat(gate(report, "K_server").value()).isEqualTo(1_000);
    assertThat(report.good()).isTrue();
    assertThat(report.verdict())
        .containsExactly("Nothing was lost, nothing started twice, no promise was broken.");
  }

  @Test
  void aStartLaterThanASecondAfterTheReturnBreaksItsGoalOnly() {
    KillsReport report =
        report(new Returned("worker", at(5), at(12)), new Returned("database", at(5), at(10)));

    assertThat(report.violations()).isEmpty();
    assertThat(gate(report, "K_worker").holds()).isTrue();
    assertThat(gate(report, "K_database").value()).isEqualTo(2_000);
    assertThat(report.verdict()).endsWith("Goals missed: 1.");
    assertThat(report.good()).isFalse();
  }

  @Test
  void theLatestOfSeveralReturnsIsHeldAgainstTheGoal() {
    KillsReport report =
        report(new Returned("worker", at(5), at(12)), new Returned("worker", at(6), at(9)));

    assertThat(gate(report, "K_worker").value()).isEqualTo(3_000);
  }

  @Test
  void aStartBeforeTheReturnWasSeenCountsAsAtOnce() {
    assertThat(gate(report(new Returned("server", at(5), at(15))), "K_server").value()).isZero();
  }

  @Test
  void aStartThatWasClaimedBeforeTheKillIsNotNew() {
    history.said(8, "started", "first", 1);

    Returned returned = new Returned("server", at(5), at(7));
    assertThat(returned.firstStartMillis(history.build(), Returned.claims(history.build())))
        .contains(5_000.0);
  }

  @Test
  void aPartThatDoesNotComeBackIsFound() {
    finds(new Returned("worker", at(5), null), "the worker was killed");
  }

  @Test
  void aReturnAfterWhichNothingBeginsIsFound() {
    finds(new Returned("database", at(13), at(14)), "and nothing began");
  }

  @Test
  void aRunThatFailedIsFound() {
    history.run(run -> new Run(run.key(), "failed", null));

    finds(null, "chaos_chain/r is failed with 2 of 2 tasks in success");
  }

  @Test
  void aSuccessWithATaskThatHadNoneIsFound() {
    history.instance("second", "skipped");

    finds(null, "chaos_chain/r is success with 1 of 2 tasks in success");
  }

  @Test
  void thePromisesOfChaosHoldUnderKillsToo() {
    history.acknowledged("chaos_chain", "gone").said(2, "started", "first", 1);

    assertThat(report().violations().toString())
        .contains("chaos_chain/gone is not there", "began 2 times");
  }

  private void finds(@Nullable Returned returned, String story) {
    KillsReport report = returned == null ? report() : report(returned);
    assertThat(report.violations().toString()).contains(story);
    assertThat(report.good()).isFalse();
    assertThat(String.valueOf(report.toMap().get("violations"))).contains(story);
  }

  private KillsReport report(Returned... returned) {
    List<Returned> returns = List.of(returned);
    History whole = history.build();
    return KillsReport.of(
        Map.of("kills", returns.size()), whole, returns, KillRules.judge(whole, returns, TASKS));
  }

  private static Gate gate(KillsReport report, String name) {
    return Objects.requireNonNull(report.gates().get(name));
  }

  private static Instant at(int second) {
    return BEGIN.plusSeconds(second);
  }
}
