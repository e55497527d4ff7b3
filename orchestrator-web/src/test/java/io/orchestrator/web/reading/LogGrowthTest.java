package io.orchestrator.web.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.run.Attempt;
import io.orchestrator.store.TaskRow;
import io.orchestrator.web.ui.FixtureQueries;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogGrowthTest {
  private static final String RUN = "scheduled__2026-11-22T04:00:00Z";
  private final FixtureQueries queries = new FixtureQueries();

  @ParameterizedTest
  @ValueSource(strings = {"upload_raw", "aggregate.by_origin"})
  void linesMayComeForAWhileAfterATryHasEndedForGoodOrForARetry(String task) {
    TaskRow row = row(task);
    Instant end = Objects.requireNonNull(row.task().times().endDate());
    assertThat(goesOn(row, end.plusSeconds(29))).isTrue();
    assertThat(goesOn(row, end.plusSeconds(30))).isFalse();
  }

  @Test
  void linesMayComeOfATryThatHasNotBegun() {
    assertThat(goesOn(row("summarise"), FixtureQueries.NOW)).isTrue();
  }

  @Test
  void noLinesComeOfATaskThatWasSkipped() {
    assertThat(goesOn(row("list_extreme_rows"), FixtureQueries.NOW)).isFalse();
  }

  private boolean goesOn(TaskRow row, Instant now) {
    List<Attempt> ended = queries.attempts("flights_daily", RUN, row.task().taskId(), -1);
    return LogGrowth.goesOn(row, ended, 1, now);
  }

  private TaskRow row(String task) {
    return queries.task("flights_daily", RUN, task, -1).orElseThrow();
  }
}
