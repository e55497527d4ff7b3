package io.orchestrator.web.ui.run;

import io.orchestrator.run.RunState;
import io.orchestrator.store.RunRow;
import io.orchestrator.store.Snapshot;
import io.orchestrator.web.ui.parts.ConfirmView;
import io.orchestrator.web.ui.parts.Counts;
import io.orchestrator.web.ui.parts.RunsReader;
import io.orchestrator.web.ui.run.Beside.Changes;
import io.orchestrator.web.ui.shell.UndoOffers;
import io.orchestrator.web.ui.text.Moments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says what a clear would change, by dry runs of the order itself. */
record ClearDialog(Snapshot snapshot, Subject at, UndoOffers undo) {
  /**
   * What the question is asked with.
   *
   * @param back where the person goes on
   * @param note what they have written so far; absent when the question is new
   */
  record Given(String back, @Nullable String note) {}

  ConfirmView ask(ClearAsk ask, Given given, Moments moments) {
    Beside beside = BesideReader.read(snapshot, at.dagId(), at.runId());
    RunRow run = beside.asked().row();
    List<Changes> changes = ask.changes(beside);
    String what = ask.taskId() == null ? "run" : ask.taskId() + ",";
    return new ConfirmView(
        "Clear " + what + " " + RunsReader.title(run.run(), moments),
        new ConfirmView.Form(
            at.href() + "/clear",
            given.back(),
            Map.of("back", given.back()),
            new ConfirmView.Button(
                "Clear " + ClearSwitches.words(changes), "Clear {n} in {runs}", false, null)),
        List.of(new ClearSwitches(beside, ask).all()),
        rows(changes, moments),
        new ConfirmView.Words(figure(changes), say(changes, run), null),
        RunNote.field(run, changes, given.note()));
  }

  private static List<ConfirmView.Row> rows(List<Changes> changes, Moments moments) {
    return changes.stream()
        .flatMap(
            change ->
                TaskRows.of(
                    changes.size() == 1 ? "" : RunsReader.title(change.run().run(), moments),
                    change.tasks())
                    .stream())
        .toList();
  }

  private static String figure(List<Changes> changes) {
    return changes.isEmpty() ? "Nothing to clear" : ClearSwitches.words(changes);
  }

  private List<String> say(List<Changes> changes, RunRow asked) {
    List<String> say = new ArrayList<>();
    int running = ClearSwitches.running(changes);
    if (running > 0) {
      say.add(
          Counts.of(running, "task")
              + Counts.are(running, " is running: it is stopped/ are running: they are stopped")
              + " and tried again.");
    }
    say.addAll(ended(changes));
    say.add(
        "Tries and time-outs start again. "
            + (changes.size() < 2
                ? "The run keeps version " + asked.versionNumber() + "."
                : "Each run keeps its version."));
    say.add(undo.promise() + "; what a worker has begun by then goes on.");
    return say;
  }

  /** Which runs go on. */
  private static List<String> ended(List<Changes> changes) {
    List<RunState> ended =
        changes.stream().map(c -> c.run().run().state()).filter(RunState::finished).toList();
    if (ended.isEmpty()) {
      return List.of();
    }
    return List.of(
        changes.size() == 1
            ? "The run goes from " + ended.get(0).wireName() + " to queued, and on from there."
            : Counts.of(ended.size(), "run")
                + Counts.are(ended.size(), " that has/ that have")
                + " ended "
                + Counts.are(ended.size(), "queues/queue")
                + " again.");
  }
}
