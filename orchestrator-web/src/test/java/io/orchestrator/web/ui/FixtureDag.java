package io.orchestrator.web.ui;

import io.orchestrator.model.DagModel;
import io.orchestrator.model.RetryPolicy;
import io.orchestrator.model.SourceLocation;
import io.orchestrator.model.TaskKind;
import io.orchestrator.model.TaskLimits;
import io.orchestrator.model.TaskModel;
import io.orchestrator.model.TriggerRule;
import io.orchestrator.model.WeightRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The DAG of the mocks. */
final class FixtureDag {
  static final List<String> ORDER =
      List.of(
          "wait_for_file",
          "upload_raw",
          "add_partition",
          "quality.row_count",
          "quality.origin_not_null",
          "quality.delay_in_range",
          "extreme_delays",
          "list_extreme_rows",
          "aggregate.by_origin",
          "aggregate.totals",
          "write_reports",
          "summarise");

  private FixtureDag() {}

  /** Three hundred tasks: a start, three groups of forty, and six rows of thirty without one. */
  static DagModel many() {
    List<TaskModel> tasks = new ArrayList<>();
    tasks.add(task("start"));
    for (int i = 0; i < 120; i++) {
      tasks.add(task("group_" + i % 3 + ".task_" + i, "start"));
    }
    for (int i = 0; i < 179; i++) {
      tasks.add(task("row_" + i, i < 30 ? "start" : "row_" + (i - 30)));
    }
    return dag("many_tasks", tasks);
  }

  static DagModel flights() {
    List<TaskModel> tasks = new ArrayList<>();
    tasks.add(task("wait_for_file"));
    tasks.add(task("upload_raw", "wait_for_file"));
    tasks.add(task("add_partition", "upload_raw"));
    tasks.add(task("quality.row_count", "add_partition"));
    tasks.add(task("quality.origin_not_null", "add_partition"));
    tasks.add(task("quality.delay_in_range", "add_partition"));
    tasks.add(task("extreme_delays", "quality.row_count"));
    tasks.add(task("list_extreme_rows", "extreme_delays"));
    tasks.add(task("aggregate.by_origin", "quality.delay_in_range", "quality.origin_not_null"));
    tasks.add(task("aggregate.totals", "quality.delay_in_range"));
    tasks.add(
        task("write_reports", "aggregate.by_origin", "aggregate.totals", "list_extreme_rows"));
    tasks.add(task("summarise", "write_reports"));
    return dag("flights_daily", tasks);
  }

  private static DagModel dag(String dagId, List<TaskModel> tasks) {
    return new DagModel(
        dagId,
        "Loads a day of flights and reports on it.",
        "Reads the landing folder. Re-running a day changes nothing.",
        "data-platform",
        List.of("flights", "athena"),
        io.orchestrator.timetable.Schedule.cron("0 4 * * *").spec(),
        null,
        null,
        true,
        16,
        16,
        Duration.ofHours(2),
        Map.of("day", "2026-11-22", "warn_above", 1000, "publish", true),
        schema(),
        null,
        null,
        tasks,
        new SourceLocation("FlightsDaily.java", 20));
  }

  private static Map<String, Object> schema() {
    return Map.of(
        "type",
        "object",
        "properties",
        Map.of(
            "day",
            Map.of("type", "string", "format", "date", "title", "Day"),
            "warn_above",
            Map.of("type", "integer", "minimum", 1, "maximum", 2880, "title", "Warn above"),
            "publish",
            Map.of("type", "boolean", "title", "Publish", "description", "Write the reports"),
            "format",
            Map.of("type", "string", "enum", List.of("CSV", "Parquet"), "title", "Format")));
  }

  private static TaskModel task(String id, String... upstream) {
    int dot = id.indexOf('.');
    return new TaskModel(
        id,
        "AthenaQuery",
        TaskKind.PLAIN,
        List.of(upstream),
        id.equals("write_reports")
            ? TriggerRule.NONE_FAILED_MIN_ONE_SUCCESS
            : TriggerRule.ALL_SUCCESS,
        RetryPolicy.DEFAULT,
        TaskLimits.DEFAULT,
        TaskModel.PastRule.NONE,
        1,
        WeightRule.DOWNSTREAM,
        "default",
        dot < 0 ? null : id.substring(0, dot),
        Map.of("sql", "SELECT origin FROM flights WHERE dt = '{{ ds }}'"),
        id.equals("extreme_delays") ? Map.of("list_extreme_rows", "any over 1,000 min") : Map.of(),
        "",
        new SourceLocation("FlightsDaily.java", 31));
  }
}
