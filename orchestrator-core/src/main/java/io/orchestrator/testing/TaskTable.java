package io.orchestrator.testing;

import java.util.ArrayList;
import java.util.List;

/** A run as text: a line about the run, then one per task. */
final class TaskTable {
  private TaskTable() {}

  static String of(DagTestRun run) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("task", "state", "tries", "reason"));
    for (DagTestTask task : run.tasks()) {
      String index = task.mapIndex() < 0 ? "" : "[" + task.mapIndex() + "]";
      rows.add(
          List.of(
              task.taskId() + index,
              task.state().wireName(),
              Integer.toString(task.tries()),
              task.reason()));
    }
    String failure = run.run().failure() == null ? "" : ": " + run.run().failure();
    StringBuilder text = new StringBuilder();
    text.append(run.run().dagId())
        .append(' ')
        .append(run.run().runId())
        .append(" is ")
        .append(run.state().wireName())
        .append(failure)
        .append('\n');
    append(text, rows);
    return text.toString();
  }

  private static void append(StringBuilder text, List<List<String>> rows) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder("  ");
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
  }
}
