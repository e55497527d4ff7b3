package io.orchestrator.web.ui.run;

import io.orchestrator.run.ClearPlan.Selection;
import io.orchestrator.run.RunState;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.run.TransitionCause;
import io.orchestrator.scheduler.Previews;
import io.orchestrator.store.RunRow;
import io.orchestrator.store.Snapshot;
import io.orchestrator.store.StoreTransaction;
import io.orchestrator.web.ui.parts.ConfirmView;
import io.orchestrator.web.ui.parts.Counts;
import io.orchestrator.web.ui.parts.NoSuchPage;
import io.orchestrator.web.ui.parts.RunsReader;
import io.orchestrator.web.ui.text.Moments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says what a mark would change, by a dry run of the order itself. */
final class MarkDialog {
  private MarkDialog() {}

  static ConfirmView ask(
      Snapshot snapshot, Subject at, String state, String back, Moments moments) {
    RunRow run = RunReader.row(snapshot, at.dagId(), at.runId());
    List<TaskTransition> changes = changes(snapshot, at, state);
    String what = at.taskId() == null ? "run" : at.taskId() + ",";
    return new ConfirmView(
        "Mark " + what + " " + RunsReader.title(run.run(), moments) + " as " + state,
        new ConfirmView.Form(
            at.href() + "/mark",
            back,
            Map.of("back", back, "state", state),
            ConfirmView.Button.of(button(at, state, changes))),
        List.of(),
        TaskRows.of(changes),
        new ConfirmView.Words(figure(at, changes), say(at, run, changes), null));
  }

  private static List<TaskTransition> changes(Snapshot snapshot, Subject at, String state) {
    StoreTransaction tx = snapshot.tx();
    return (at.taskId() == null
            ? Previews.markRun(tx, at.dagId(), at.runId(), runEnd(state))
            : Previews.mark(tx, at.dagId(), at.runId(), selection(snapshot, at), task(state)))
        .orElseThrow(() -> NoSuchPage.run(at.dagId(), at.runId()));
  }

  /** Exactly the instance that was clicked. */
  static Selection selection(Snapshot snapshot, Subject at) {
    TaskInstance task =
        snapshot
            .queries()
            .task(at.dagId(), at.runId(), String.valueOf(at.taskId()), at.mapIndex())
            .orElseThrow(
                () -> new NoSuchPage(NoSuchPage.Kind.TASK, String.valueOf(at.taskId()), at.dagId()))
            .task();
    return Selection.exactly(Set.of(task.id()));
  }

  private static String button(Subject at, String state, List<TaskTransition> changes) {
    if (at.taskId() == null) {
      String tasks = changes.isEmpty() ? "" : " and end " + Counts.of(changes.size(), "task");
      return "Mark 1 run as " + state + tasks;
    }
    int marked = marked(changes);
    int cleared = changes.size() - marked;
    return "Mark "
        + Counts.of(marked, "task")
        + " as "
        + state
        + (cleared == 0 ? "" : ", clear " + Counts.of(cleared, "task") + " below");
  }

  private static int marked(List<TaskTransition> changes) {
    return (int) changes.stream().filter(c -> c.cause() == TransitionCause.MARKED).count();
  }

  private static String figure(Subject at, List<TaskTransition> changes) {
    if (at.taskId() == null) {
      return "1 run, " + Counts.of(changes.size(), "task");
    }
    return changes.isEmpty()
        ? "Nothing to change"
        : Counts.of(changes.size(), "task") + " in 1 run";
  }

  private static List<String> say(Subject at, RunRow run, List<TaskTransition> changes) {
    List<String> say = new ArrayList<>();
    if (at.taskId() == null) {
      say.add("What has ended stays as it is.");
    } else if (run.run().state().finished() && changes.stream().anyMatch(c -> !c.to().finished())) {
      say.add("What failed below is cleared: the run queues again and goes on.");
    }
    say.add("You can undo it for 10 s; a program that is stopped stays so.");
    return say;
  }

  static TaskState task(String name) {
    return switch (name) {
      case "success" -> TaskState.SUCCESS;
      case "failed" -> TaskState.FAILED;
      case "skipped" -> TaskState.SKIPPED;
      default -> throw new IllegalArgumentException("no state to mark: " + name);
    };
  }

  static RunState runEnd(String name) {
    return switch (name) {
      case "success" -> RunState.SUCCESS;
      case "failed" -> RunState.FAILED;
      default -> throw new IllegalArgumentException("no state to end a run with: " + name);
    };
  }
}
