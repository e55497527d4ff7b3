package io.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.run.DagRun.Moments;
import io.orchestrator.run.RunSpec.Trigger;
import io.orchestrator.timetable.RunDates;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a change of state does to a run's moments, failure and clear number. */
class RunTransitionTest {
  private static final Instant MADE = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant STARTED = MADE.plusSeconds(10);
  private static final Instant ENDED = MADE.plusSeconds(20);
  private static final Instant LATER = MADE.plusSeconds(30);
  private static final DagRun QUEUED = DagRun.queued(1, spec(), MADE);
  private static final DagRun RUNNING = to(QUEUED, RunState.RUNNING, "", STARTED);
  private static final DagRun FAILED = to(RUNNING, RunState.FAILED, "load failed", ENDED);

  private static RunSpec spec() {
    return new RunSpec(
        "d",
        "manual__x",
        RunType.MANUAL,
        new UUID(0, 1),
        new RunDates(null, null, MADE),
        new Trigger("ui", "anna", Map.of("day", 1)),
        "a note");
  }

  private static DagRun to(DagRun run, RunState state, String reason, Instant at) {
    return new RunTransition(run, state, reason, at).after();
  }

  @Test
  void aStartSetsTheStartDate() {
    assertThat(RUNNING.moments()).isEqualTo(new Moments(MADE, STARTED, null));
  }

  @Test
  void anEndKeepsTheStartDate() {
    assertThat(FAILED.moments()).isEqualTo(new Moments(MADE, STARTED, ENDED));
    assertThat(FAILED.failure()).isEqualTo("load failed");
  }

  @Test
  void aRunThatNeverStartedMayBeMarkedAndHasNoStartDate() {
    DagRun marked = to(QUEUED, RunState.SUCCESS, "marked", ENDED);
    assertThat(marked.moments()).isEqualTo(new Moments(MADE, null, ENDED));
    assertThat(marked.failure()).as("words of a run that did not fail").isNull();
  }

  @Test
  void aRunThatHasEndedKeepsItsEndDateWhenItIsMarked() {
    DagRun marked = to(FAILED, RunState.SUCCESS, "", LATER);
    assertThat(marked.moments()).isEqualTo(new Moments(MADE, STARTED, ENDED));
    assertThat(marked.failure()).isNull();
    assertThat(to(marked, RunState.FAILED, "", LATER).failure()).as("no words").isNull();
  }

  @Test
  void aClearQueuesTheRunAnewAndIsCounted() {
    DagRun cleared = to(FAILED, RunState.QUEUED, "", LATER);
    assertThat(cleared.moments()).isEqualTo(new Moments(LATER, null, null));
    assertThat(cleared.failure()).isNull();
    assertThat(cleared.clearNumber()).isEqualTo(1);
    DagRun again = to(cleared, RunState.RUNNING, "", LATER);
    assertThat(again.clearNumber()).isEqualTo(1);
    assertThat(again.startDate()).isEqualTo(LATER);
  }

  @Test
  void whatTheRunIsMadeFromStays() {
    DagRun cleared = to(FAILED, RunState.QUEUED, "", LATER);
    assertThat(cleared.id()).isEqualTo(QUEUED.id());
    assertThat(cleared.spec()).isEqualTo(spec());
  }
}
