package io.orchestrator.web.ui.run;

import io.orchestrator.run.Attempt;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunState;
import io.orchestrator.run.TaskState;
import io.orchestrator.store.TaskRow;
import io.orchestrator.web.ui.text.Moments;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The sentence a run's page opens with. */
record RunSummary(String lede, RunView.Progress progress, RunState state, Failure failure) {

  /**
   * @param attempts earlier tries by instance
   */
  static RunSummary of(
      DagRun run, List<TaskRow> tasks, Map<UUID, List<Attempt>> attempts, Moments moments) {
    int done = (int) tasks.stream().filter(t -> t.task().state().finished()).count();
    int failed = count(tasks, TaskState.FAILED);
    String took = moments.took(run.startDate(), run.endDate()).orElse("");
    String lede =
        switch (run.state()) {
          case QUEUED -> "Waits to start.";
          case RUNNING -> done + " of " + tasks.size() + " tasks done after " + took + ".";
          case SUCCESS ->
              "%s done in %s."
                  .formatted(
                      tasks.size() == 1 ? "Its one task" : "All " + tasks.size() + " tasks", took);
          case FAILED -> "Failed after " + took + ".";
        };
    return new RunSummary(
        lede,
        new RunView.Progress(done, tasks.size(), failed),
        run.state(),
        new Failure(tasks, attempts, moments));
  }

  private static int count(List<TaskRow> tasks, TaskState state) {
    return (int) tasks.stream().filter(t -> t.task().state() == state).count();
  }

  /**
   * What comes next, or what went wrong.
   *
   * @param ofRun why the run itself waits, empty when it does not
   */
  String rest(String ofRun, List<TaskRow> tasks, Map<UUID, String> why) {
    return switch (state) {
      case QUEUED -> ofRun;
      case RUNNING -> running(tasks, why);
      case SUCCESS -> {
        int skipped = count(tasks, TaskState.SKIPPED);
        yield skipped == 0 ? "" : skipped + (skipped == 1 ? " was skipped." : " were skipped.");
      }
      case FAILED -> failure.text();
    };
  }

  private static String running(List<TaskRow> tasks, Map<UUID, String> why) {
    List<String> running =
        tasks.stream()
            .filter(t -> t.task().state() == TaskState.RUNNING)
            .map(t -> t.task().taskId())
            .toList();
    if (!running.isEmpty()) {
      return list(running) + (running.size() == 1 ? " runs now." : " run now.");
    }
    return tasks.stream()
        .filter(t -> !t.task().state().finished() && why.containsKey(t.task().id()))
        .findFirst()
        .map(t -> t.task().taskId() + ": " + why.get(t.task().id()))
        .orElse("");
  }

  private static String list(List<String> names) {
    if (names.size() > 3) {
      return String.join(", ", names.subList(0, 3)) + " and " + (names.size() - 3) + " more";
    }
    return String.join(", ", names);
  }
}
