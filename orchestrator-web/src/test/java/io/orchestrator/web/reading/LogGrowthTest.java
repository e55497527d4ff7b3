package io.orchestrator.web.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.store.TaskRow;
import io.orchestrator.web.ui.FixtureQueries;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogGrowthTest {
  private static final String RUN = "scheduled__2026-11-22T04:00:00Z";
  private final FixtureQueries queries = new FixtureQueries();
  private final LogGrowth growth = new LogGrowth(queries);

  @ParameterizedTest
  @ValueSource(strings = {"upload_raw", "aggregate.by_origin"})
  void linesMayComeForAWhileAfterATryHasEndedForGoodOrForARetry(String task) {
    TaskRow row = row(task);
    Instant end = Objects.requireNonNull(row.task().times().endDate());
    assertThat(growth.goesOn(row, 1, end.plusSeconds(29))).isTrue();
    assertThat(growth.goesOn(row, 1, end.plusSeconds(30))).isFalse();
  }

  @Test
  void linesMayComeOfATryThatHasNotBegun() {
    assertThat(growth.goesOn(row("summarise"), 1, FixtureQueries.NOW)).isTrue();
  }

  @Test
  void noLinesComeOfATaskThatWasSkipped() {
    assertThat(growth.goesOn(row("list_extreme_rows"), 1, FixtureQueries.NOW)).isFalse();
  }

  private TaskRow row(String task) {
    return queries.task("flights_daily", RUN, task, -1).orElseThrow();
  }
}
