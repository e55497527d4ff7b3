package io.orchestrator.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.dag.Dag;
import io.orchestrator.dag.DagBuilder;
import io.orchestrator.run.DagRun;
import io.orchestrator.timetable.DataInterval;
import io.orchestrator.timetable.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Runs that the schedule makes. */
class SchedulesTest {
  private static Dag daily(Consumer<DagBuilder> more) {
    return Dag.define(
        "daily",
        d -> {
          d.schedule(Schedule.cron("0 0 * * *").asDataIntervals()).start("2026-01-01");
          more.accept(d);
          d.action("x", c -> {});
        });
  }

  @Test
  void c37_catchUpMakesEveryMissedIntervalAndWaitsForTheNext() {
    Engine engine = new Engine("2026-01-04T10:00:00Z").deploy(daily(d -> d.catchup(true)));
    engine.hand.settle();
    assertThat(engine.runs("daily"))
        .containsExactly(
            "2026-01-01T00:00:00Z running",
            "2026-01-02T00:00:00Z running",
            "2026-01-03T00:00:00Z running");
    engine.at("2026-01-04T23:59:59Z");
    assertThat(engine.runs("daily")).hasSize(3);
    engine.at("2026-01-05T00:00:00Z");
    assertThat(engine.runs("daily")).hasSize(4).contains("2026-01-04T00:00:00Z running");
  }

  @Test
  void c38_withoutCatchUpOnlyTheLatestIntervalIsRun() {
    Engine engine = new Engine("2026-01-04T10:00:00Z").deploy(daily(d -> d.catchup(false)));
    engine.hand.settle();
    assertThat(engine.runs("daily")).containsExactly("2026-01-03T00:00:00Z running");
  }

  @Test
  void c42_theScheduleEndsWithItsEndDate() {
    Engine engine =
        new Engine("2026-02-04T10:00:00Z").deploy(daily(d -> d.catchup(true).end("2026-01-03")));
    engine.hand.settle();
    assertThat(engine.runs("daily")).hasSize(3);
    assertThat(engine.memory.transact(tx -> tx.dags().find("daily")).orElseThrow().nextFire())
        .isNull();
  }

  @Test
  void c51_aContinuousRunCoversTheTimeUntilItBeginsAndNeverMeetsAnother() {
    Dag dag =
        Dag.define(
            "always",
            d -> {
              d.schedule(Schedule.continuous()).start("2026-01-02T09:00:00Z");
              d.action("x", c -> {});
            });
    Engine engine = new Engine("2026-01-02T10:00:00Z").deploy(dag);
    engine.hand.settle();
    engine.after(Duration.ofHours(1));
    engine.start("w", 1).forEach(engine::succeed);
    DagRun second = engine.run("always");
    assertThat(second.interval())
        .isEqualTo(
            new DataInterval(
                Instant.parse("2026-01-02T10:00:00Z"), Instant.parse("2026-01-02T11:00:00Z")));
    DagRun byHand = engine.trigger("always", "2025-01-01T00:00:00Z");
    assertThat(engine.start("w", 10)).as("only of the second").hasSize(1);
    assertThat(engine.states(byHand)).containsEntry("x", "none");
  }

  @Test
  void c44_afterAPauseWithoutCatchUpOnlyTheLatestIntervalIsMadeUpFor() {
    Engine engine = new Engine("2026-01-05T00:00:00Z").deploy(daily(d -> d.catchup(false)));
    engine.hand.settle();
    engine.orders.setPaused("daily", true, "anna");
    engine.at("2026-01-10T12:00:00Z");
    assertThat(engine.runs("daily")).containsExactly("2026-01-04T00:00:00Z running");
    engine.orders.setPaused("daily", false, "anna");
    engine.hand.settle();
    assertThat(engine.runs("daily"))
        .containsExactly("2026-01-04T00:00:00Z running", "2026-01-09T00:00:00Z running");
  }

  @Test
  void c49_aRunThatExistsForTheDateIsPassedOver() {
    Engine engine = new Engine("2026-01-02T10:00:00Z").deploy(daily(d -> d.catchup(true)));
    engine.hand.settle();
    DagRun manual = engine.trigger("daily", "2026-01-02T00:00:00Z");
    engine.at("2026-01-04T00:00:00Z");
    assertThat(engine.runs("daily")).hasSize(3);
    assertThat(engine.runs("daily")).anyMatch(run -> run.startsWith(manual.logicalDate() + " "));
  }

  @Test
  void c73_noMoreRunsRunThanAllowedAndTheNextStartsWhenOneEnds() {
    Engine engine =
        new Engine("2026-01-10T00:00:00Z").deploy(daily(d -> d.catchup(true).maxActiveRuns(1)));
    engine.hand.settle();
    assertThat(engine.runs("daily")).containsExactly("2026-01-01T00:00:00Z running");
    engine.drain();
    assertThat(engine.runs("daily")).hasSize(9).allMatch(run -> run.endsWith("success"));
  }

  @Test
  void c73_aTriggeredRunWaitsForARunningOne() {
    Engine engine =
        new Engine("2026-01-02T00:00:00Z").deploy(daily(d -> d.catchup(true).maxActiveRuns(1)));
    engine.hand.settle();
    engine.trigger("daily", "2025-06-01T00:00:00Z");
    assertThat(engine.runs("daily"))
        .containsExactly("2025-06-01T00:00:00Z queued", "2026-01-01T00:00:00Z running");
    engine.succeed(engine.start("w", 1).get(0));
    assertThat(engine.runs("daily"))
        .containsExactly("2025-06-01T00:00:00Z running", "2026-01-01T00:00:00Z success");
  }
}
