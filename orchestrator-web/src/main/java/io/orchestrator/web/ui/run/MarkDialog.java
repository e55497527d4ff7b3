package io.orchestrator.web.ui.run;

import io.orchestrator.run.RunState;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.TransitionCause;
import io.orchestrator.store.RunRow;
import io.orchestrator.store.Snapshot;
import io.orchestrator.web.ui.parts.ConfirmView;
import io.orchestrator.web.ui.parts.Counts;
import io.orchestrator.web.ui.parts.NoSuchPage;
import io.orchestrator.web.ui.parts.RunsReader;
import io.orchestrator.web.ui.run.Beside.Changes;
import io.orchestrator.web.ui.shell.UndoOffers;
import io.orchestrator.web.ui.text.Moments;
import io.orchestrator.web.ui.text.StateView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Says what a mark would change, by dry runs of the order itself. */
record MarkDialog(Subject at, Beside beside, UndoOffers undo, Moments moments) {

  static MarkDialog of(Snapshot snapshot, Subject at, UndoOffers undo, Moments moments) {
    Beside beside = BesideReader.read(snapshot, at.dagId(), at.runId());
    return new MarkDialog(at, beside, undo, moments);
  }

  ConfirmView ask(MarkAsk ask, ClearDialog.Given given) {
    clicked();
    RunRow run = beside.asked().row();
    List<Changes> changes = ask.changes(beside);
    String what = at.taskId() == null ? "run" : at.taskId() + ",";
    return new ConfirmView(
        "Mark " + what + " " + RunsReader.title(run.run(), moments) + " as " + ask.state(),
        new ConfirmView.Form(
            at.href() + "/mark",
            given.back(),
            Map.of(
                "back",
                given.back(),
                "asked",
                ask.words(),
                MarkRuns.FIELD,
                MarkRuns.field(changes)),
            ConfirmView.Button.of(button(ask.state(), changes))),
        switches(ask),
        rows(ask, changes),
        new ConfirmView.Words(figure(changes), say(changes), null),
        RunNote.field(run, changes, given.note()));
  }

  /** What is chosen when nothing was clicked: success, or failed for what is a success. */
  String first() {
    boolean success =
        at.taskId() == null
            ? beside.asked().row().run().state() == RunState.SUCCESS
            : clicked() == TaskState.SUCCESS;
    return success ? "failed" : "success";
  }

  /** The state of the instance that was clicked; none for a run. */
  private TaskState clicked() {
    return at.taskId() == null
        ? TaskState.NONE
        : beside.asked().snapshot().tasks().stream()
            .filter(task -> task.taskId().equals(at.taskId()) && task.mapIndex() == at.mapIndex())
            .map(TaskInstance::state)
            .findFirst()
            .orElseThrow(() -> NoSuchPage.task(String.valueOf(at.taskId()), at.dagId()));
  }

  /** The states to choose from, and other runs; each says what it would change. */
  private List<ConfirmView.Switches> switches(MarkAsk ask) {
    List<ConfirmView.Switch> states =
        at.marks().stream()
            .map(
                state ->
                    new ConfirmView.Switch(
                        "state",
                        state,
                        word(state),
                        Counts.of(Changes.tasks(ask.as(state).changes(beside)), "task"),
                        state.equals(ask.state())))
            .toList();
    return List.of(
        new ConfirmView.Switches("Mark as", "radio", states),
        new ConfirmView.Switches("Take along", "checkbox", new SideSwitches(beside, ask).all()));
  }

  private static String word(String state) {
    return state.substring(0, 1).toUpperCase(Locale.ROOT) + state.substring(1);
  }

  /** Of several runs that are marked themselves, each is a row before those of its tasks. */
  private List<ConfirmView.Row> rows(MarkAsk ask, List<Changes> changes) {
    if (changes.size() < 2) {
      return changes.stream().flatMap(c -> TaskRows.of("", c.tasks()).stream()).toList();
    }
    return changes.stream()
        .flatMap(
            change -> {
              String where = RunsReader.title(change.run().run(), moments);
              Stream<ConfirmView.Row> run =
                  at.taskId() == null ? Stream.of(row(ask, change.run(), where)) : Stream.of();
              return Stream.concat(run, TaskRows.of(where, change.tasks()).stream());
            })
        .toList();
  }

  private static ConfirmView.Row row(MarkAsk ask, RunRow run, String where) {
    return new ConfirmView.Row(
        "", StateView.of(run.run().state()), where, "the run", "becomes " + ask.state());
  }

  private String button(String state, List<Changes> changes) {
    int all = Changes.tasks(changes);
    if (at.taskId() == null) {
      String tasks = all == 0 ? "" : " and end " + Counts.of(all, "task");
      return "Mark " + Counts.of(changes.size(), "run") + " as " + state + tasks;
    }
    int marked = marked(changes);
    String runs = changes.size() < 2 ? "" : " in " + Counts.of(changes.size(), "run");
    return "Mark "
        + Counts.of(marked, "task")
        + runs
        + " as "
        + state
        + (all == marked ? "" : ", clear " + Counts.of(all - marked, "task") + " below");
  }

  private static int marked(List<Changes> changes) {
    return (int)
        changes.stream()
            .flatMap(change -> change.tasks().stream())
            .filter(task -> task.cause() == TransitionCause.MARKED)
            .count();
  }

  private String figure(List<Changes> changes) {
    int tasks = Changes.tasks(changes);
    if (at.taskId() == null) {
      return Counts.of(changes.size(), "run") + ", " + Counts.of(tasks, "task");
    }
    return tasks == 0
        ? "Nothing to change"
        : Counts.of(tasks, "task") + " in " + Counts.of(changes.size(), "run");
  }

  private List<String> say(List<Changes> changes) {
    List<String> say = new ArrayList<>();
    if (at.taskId() == null) {
      say.add("What has ended stays as it is.");
    } else {
      reopened(changes, say);
    }
    say.add(undo.promise() + "; a program that is stopped stays so.");
    return say;
  }

  private static void reopened(List<Changes> changes, List<String> say) {
    int runs =
        (int)
            changes.stream()
                .filter(change -> change.run().run().state().finished())
                .filter(change -> change.tasks().stream().anyMatch(c -> !c.to().finished()))
                .count();
    if (runs > 0) {
      say.add(
          "What failed below is cleared: "
              + (changes.size() == 1 ? "the run queues" : Counts.of(runs, "run") + " queue")
              + (changes.size() > 1 && runs == 1 ? "s" : "")
              + " again and "
              + Counts.are(runs, "goes on./go on."));
    }
  }
}
