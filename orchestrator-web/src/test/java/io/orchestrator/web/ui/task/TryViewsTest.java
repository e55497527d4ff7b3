package io.orchestrator.web.ui.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.run.Attempt;
import io.orchestrator.run.TaskState;
import io.orchestrator.store.Overview.TaskDuration;
import io.orchestrator.timetable.RunDates;
import io.orchestrator.web.ui.text.Moments;
import io.orchestrator.web.ui.text.TaskPath;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TryViewsTest {
  private static final Instant START = Instant.parse("2026-11-22T04:00:00Z");
  private static final Moments MOMENTS = new Moments(ZoneOffset.UTC, START.plusSeconds(600));

  @Test
  void p95IsToldOnlyAboveTwentySamples() {
    assertThat(usually(20)).isEqualTo("11\u00a0s");
    assertThat(usually(21)).isEqualTo("11\u00a0s, p95 20\u00a0s");
  }

  private static String usually(int samples) {
    List<TaskDuration> last =
        IntStream.rangeClosed(1, samples).mapToObj(TryViewsTest::success).toList();
    return String.valueOf(
        TryViews.history(new TaskPath("d", "r", "t", -1), last, MOMENTS).usually());
  }

  private static TaskDuration success(int seconds) {
    return new TaskDuration(
        seconds,
        "run " + seconds,
        new RunDates(START, null, START),
        -1,
        1,
        TaskState.SUCCESS,
        new Attempt.Moments(START, START, START.plusSeconds(seconds)));
  }
}
