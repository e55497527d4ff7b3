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
import io.orchestrator.web.ui.shell.UndoOffers;
import io.orchestrator.web.ui.text.Moments;
import io.orchestrator.web.ui.text.StateView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says what a mark would change, by a dry run of the order itself. */
final class MarkDialog {
  private MarkDialog() {}

  static ConfirmView ask(
      Snapshot snapshot, Subject at, String state, String back, UndoOffers undo, Moments moments) {
    RunRow run = RunReader.row(snapshot, at.dagId(), at.runId());
    List<TaskTransition> changes = changes(snapshot, at, state);
    String what = at.taskId() == null ? "run" : at.taskId() + ",";
    return new ConfirmView(
        "Mark " + what + " " + RunsReader.title(run.run(), moments) + " as " + state,
        new ConfirmView.Form(
            at.href() + "/mark",
            back,
            Map.of("back", back, "asked", state),
            ConfirmView.Button.of(button(at, state, changes))),
        switches(snapshot, at, state),
        TaskRows.of("", changes),
        new ConfirmView.Words(figure(at, changes), say(at, run, changes, undo), null),
        null);
  }

  /** The states to choose from; each says what it would change. */
  private static ConfirmView.Switches switches(Snapshot snapshot, Subject at, String chosen) {
    return new ConfirmView.Switches(
        "Mark as",
        "radio",
        at.marks().stream()
            .map(
                state ->
                    new ConfirmView.Switch(
                        "state",
                        state,
                        StateView.of(task(state)).word(),
                        Counts.of(changes(snapshot, at, state).size(), "task"),
                        state.equals(chosen)))
            .toList());
  }

  /** What is chosen when nothing was clicked: success, or failed for what is a success. */
  static String first(Snapshot snapshot, Subject at) {
    boolean success =
        at.taskId() == null
            ? RunReader.row(snapshot, at.dagId(), at.runId()).run().state() == RunState.SUCCESS
            : row(snapshot, at).state() == TaskState.SUCCESS;
    return success ? "failed" : "success";
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
    return Selection.exactly(Set.of(row(snapshot, at).id()));
  }

  private static TaskInstance row(Snapshot snapshot, Subject at) {
    return snapshot
        .queries()
        .task(at.dagId(), at.runId(), String.valueOf(at.taskId()), at.mapIndex())
        .orElseThrow(
            () -> new NoSuchPage(NoSuchPage.Kind.TASK, String.valueOf(at.taskId()), at.dagId()))
        .task();
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

  private static List<String> say(
      Subject at, RunRow run, List<TaskTransition> changes, UndoOffers undo) {
    List<String> say = new ArrayList<>();
    if (at.taskId() == null) {
      say.add("What has ended stays as it is.");
    } else if (run.run().state().finished() && changes.stream().anyMatch(c -> !c.to().finished())) {
      say.add("What failed below is cleared: the run queues again and goes on.");
    }
    say.add(undo.promise() + "; a program that is stopped stays so.");
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
