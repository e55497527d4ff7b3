package io.orchestrator.web.ui.dag;

import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunState;
import io.orchestrator.scheduler.Previews;
import io.orchestrator.store.PageRequest;
import io.orchestrator.store.RunFilter;
import io.orchestrator.store.RunRow;
import io.orchestrator.store.Snapshot;
import io.orchestrator.web.ui.parts.ConfirmView;
import io.orchestrator.web.ui.parts.Counts;
import io.orchestrator.web.ui.parts.RunsReader;
import io.orchestrator.web.ui.shell.UndoOffers;
import io.orchestrator.web.ui.text.Links;
import io.orchestrator.web.ui.text.Moments;
import io.orchestrator.web.ui.text.StateView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Says what pausing or unpausing a DAG would change. */
final class PauseDialog {
  private static final int MOST_RUNS = 100;

  private PauseDialog() {}

  static ConfirmView ask(
      Snapshot snapshot,
      String dagId,
      boolean paused,
      String back,
      UndoOffers undo,
      Moments moments) {
    DagHeads.row(snapshot, dagId);
    List<RunRow> active = active(snapshot, dagId);
    String verb = paused ? "Pause" : "Unpause";
    int count = active.size();
    String runs = count == 0 ? "" : ", " + Counts.of(count, "active run") + waits(paused, count);
    return new ConfirmView(
        verb + " " + dagId,
        new ConfirmView.Form(
            Links.dag(dagId) + "/pause",
            back,
            Map.of("paused", String.valueOf(paused), "back", back),
            ConfirmView.Button.of(verb + " 1 DAG")),
        List.of(),
        active.stream().map(row -> row(row.run(), paused, moments)).toList(),
        new ConfirmView.Words("1 DAG" + runs, say(snapshot, dagId, paused, undo, moments), null),
        null);
  }

  private static String waits(boolean paused, int count) {
    return paused
        ? Counts.are(count, " that will wait/ that will wait")
        : Counts.are(count, " that goes on/ that go on");
  }

  /** Queued and running runs, newest first. */
  private static List<RunRow> active(Snapshot snapshot, String dagId) {
    RunFilter filter = RunFilter.ofDag(dagId).in(List.of(RunState.QUEUED, RunState.RUNNING));
    return snapshot.queries().runs(filter, PageRequest.first(MOST_RUNS)).rows();
  }

  private static ConfirmView.Row row(DagRun run, boolean paused, Moments moments) {
    String change =
        run.state() == RunState.RUNNING
            ? paused ? "running tasks end, no other starts" : "goes on"
            : paused ? "waits" : "starts";
    return new ConfirmView.Row(
        "", StateView.of(run.state()), "", RunsReader.title(run, moments), change);
  }

  private static List<String> say(
      Snapshot snapshot, String dagId, boolean paused, UndoOffers undo, Moments moments) {
    List<String> say = new ArrayList<>();
    if (paused) {
      say.add("What runs now ends by itself. Nothing new starts, by schedule or by trigger.");
    } else {
      say.add(
          Previews.unpause(snapshot.tx(), dagId)
              .map(slot -> "The next run of the schedule: " + moments.text(slot.runAfter()) + ".")
              .orElse("It has no schedule: it runs when it is triggered."));
    }
    say.add(undo.promise() + (paused ? "." : "; a run that is made by then stays."));
    return say;
  }
}
