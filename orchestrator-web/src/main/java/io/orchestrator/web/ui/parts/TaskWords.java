package io.orchestrator.web.ui.parts;

import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.web.reading.AllTasks;
import io.orchestrator.web.ui.text.Moments;
import java.time.Instant;
import java.util.Locale;

/** Short words on a task instance. */
public final class TaskWords {
  private TaskWords() {}

  /** One fact for a graph node: how long it took, or when it goes on. */
  public static String fact(TaskInstance task, Moments moments) {
    return switch (task.state()) {
      case NONE, REMOVED -> "";
      case SCHEDULED -> "waits for a slot";
      case QUEUED -> "queued";
      case RUNNING -> took(task, moments).map(t -> "running " + t).orElse("running");
      case RESTARTING -> "restarting";
      case UP_FOR_RETRY -> "try " + (task.tryNumber() + 1) + later(task, moments);
      case UP_FOR_RESCHEDULE -> "next look" + later(task, moments);
      case DEFERRED -> "deferred";
      case SUCCESS -> took(task, moments).orElse("success");
      case FAILED -> took(task, moments).map(t -> "failed after " + t).orElse("failed");
      case SKIPPED -> "skipped";
      case UPSTREAM_FAILED -> "upstream failed";
    };
  }

  /** One sentence for the selected cell of a grid. */
  public static String sentence(TaskInstance task, Moments moments) {
    String reason = task.reason();
    String tries = task.tryNumber() == 0 ? "" : " on try " + task.tryNumber();
    String fact =
        switch (task.state()) {
          case SUCCESS ->
              took(task, moments).map(t -> "It took " + t + tries + ".").orElse("It is done.");
          case FAILED ->
              took(task, moments)
                  .map(t -> "It failed after " + t + tries + ".")
                  .orElse("It failed.");
          case RUNNING -> took(task, moments).map(t -> "It runs for " + t + ".").orElse("It runs.");
          case NONE,
              SCHEDULED,
              QUEUED,
              RESTARTING,
              UP_FOR_RETRY,
              UP_FOR_RESCHEDULE,
              DEFERRED,
              SKIPPED,
              UPSTREAM_FAILED,
              REMOVED ->
              "";
        };
    return (fact + " " + (reason == null ? "" : reason)).trim();
  }

  /** {@code try 2 of 3} from the second try on, and while the first failed. */
  public static String tries(TaskInstance task) {
    boolean tells = task.tryNumber() > 1 || task.state() == TaskState.UP_FOR_RETRY;
    int most = Math.max(task.maxTries() + 1, task.tryNumber());
    return tells ? "try " + task.tryNumber() + " of " + most : "";
  }

  public static java.util.Optional<String> took(TaskInstance task, Moments moments) {
    return moments.took(task.times().startDate(), task.times().endDate());
  }

  /** Says that a page does not have all tasks; empty when it has. */
  public static String leftOut(AllTasks read) {
    return read.more()
        ? String.format(
            Locale.ENGLISH,
            "The run has more than %,d task instances. Only the first are counted and shown here.",
            AllTasks.MOST)
        : "";
  }

  private static String later(TaskInstance task, Moments moments) {
    Instant at = task.times().retryAt();
    return at == null ? "" : " " + moments.relative(at);
  }
}
