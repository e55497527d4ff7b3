package io.orchestrator.web.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.web.bench.chaos.History.Run;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A judge that finds nothing is worth nothing: each promise is broken here once. */
class JudgeTest {
  private final HistoryOfOneRun history = new HistoryOfOneRun();

  @Test
  void aGoodHistoryKeepsAllPromises() {
    assertThat(Judge.judge(history.build())).isEmpty();
  }

  @Test
  void anAcknowledgedRunThatIsNotThereIsFound() {
    history.acknowledged("chaos_chain", "gone");

    finds("chaos_chain/gone is not there");
  }

  @Test
  void aDateWithoutItsRunIsFound() {
    history.date("chaos_chain", "2001-01-02T00:00:00Z");

    finds("chaos_chain has 0 for 2001-01-02T00:00:00Z");
  }

  @Test
  void aRunThatDoesNotEndIsFound() {
    history.run(run -> new Run(run.key(), "running", null));

    finds("chaos_chain/r is still running");
  }

  @Test
  void aProgramThatBeganTwiceIsFoundByItsOwnWords() {
    history.said(2, "started", "first", 1);

    finds("the program of chaos_chain/r/first/1 began 2 times, the audit log knows 1");
  }

  @Test
  void aStartThatWasConfirmedTwiceIsFound() {
    history.changedAgain(3, "started", "first", 1, "running", "running");

    finds("chaos_chain/r/first/1 was confirmed 2 times");
  }

  @Test
  void aSecondPokeIsAStartOfItsOwn() {
    history
        .changedAgain(3, "not_ready", "first", 1, "running", "up_for_reschedule")
        .changedAgain(4, "dependencies_met", "first", 1, "up_for_reschedule", "scheduled")
        .changedAgain(4, "claimed", "first", 1, "scheduled", "queued")
        .changedAgain(5, "started", "first", 1, "queued", "running");

    assertThat(Judge.judge(history.build())).isEmpty();
  }

  @Test
  void aSuccessWithoutAWordOfItsProgramIsFound() {
    history.saidNothing("second").said(0, "started", "second", 7);

    finds("chaos_chain/r/second/1 wrote no word");
  }

  @Test
  void twoProgramsOfOneTaskAtOnceAreFound() {
    history.said(3, "overlapped", "first", 1);

    finds("chaos_chain/r/first/1 began at 2026-01-01T00:00:03Z beside an earlier program");
  }

  @Test
  void anOlderTryThatGoesOnBesideANewerOneIsFound() {
    history.said(5, "started", "first", 2).said(10, "worked", "first", 1);
    doesNotFind("still wrote");

    history.said(12, "worked", "first", 1);
    finds(
        "began at 2026-01-01T00:00:05Z and chaos_chain/r/first/1 still wrote at 2026-01-01T00:00:12Z");
  }

  @Test
  void aProgramThatLivesOnIsFound() {
    history.said(21, "alive", "first", 1);

    finds("chaos_chain/r/first/1 ended at 2026-01-01T00:00:10Z and wrote at 2026-01-01T00:00:21Z");
  }

  @Test
  void aChangeFromAStateThatItWasNotInIsFound() {
    history.changedAgain(3, "handed_back", "first", 1, "queued", "running");

    finds("chaos_chain/r/first/1 was running, and task.handed_back (row 4) says queued");
  }

  @Test
  void aStateThatTheAuditLogDoesNotKnowIsFound() {
    history.instance("second", "failed");

    finds("chaos_chain/r/second is failed, by the log success");
  }

  @Test
  void aTaskThatBeganTooEarlyIsFound() {
    history.changedFirst(0, "dependencies_met", "second", 1, "none", "scheduled");

    finds("chaos_chain/r/second/1 was scheduled while first was none");
  }

  @Test
  void aLogWithAHoleAnEndTooEarlyOrLinesOfOthersIsFound() {
    history.logged("first", "line 1 of 3 by chaos_chain/r/first/1");
    finds("the log of chaos_chain/r/first/1, which succeeded, ends with line 1");

    history.logged(
        "first", "line 1 of 3 by chaos_chain/r/first/1", "line 3 of 3 by chaos_chain/r/first/1");
    finds("the log of chaos_chain/r/first/1 goes from line 1 to 3");

    history.logged("first", "line 1 of 3 by chaos_chain/other/first/1");
    finds("the log of chaos_chain/r/first/1 has a line of chaos_chain/other/first/1");
  }

  @Test
  void aValueOfATryThatDidNotSucceedIsFound() {
    history.heard(30, "second", "chaos_chain/r/first/2");

    finds("chaos_chain/r/second/1 was given one of chaos_chain/r/first/2");
  }

  private void doesNotFind(String story) {
    assertThat(Judge.judge(history.build()))
        .extracting(Violation::story)
        .noneMatch(words -> words.contains(story));
  }

  private void finds(String story) {
    List<Violation> found = Judge.judge(history.build());
    assertThat(found).extracting(Violation::story).anyMatch(words -> words.contains(story));
  }
}
