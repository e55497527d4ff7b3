package io.orchestrator.web.ui.run;

import io.orchestrator.run.RunState;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.scheduler.Previews;
import io.orchestrator.store.RunRow;
import io.orchestrator.store.Snapshot;
import io.orchestrator.web.ui.parts.ConfirmView;
import io.orchestrator.web.ui.parts.Counts;
import io.orchestrator.web.ui.parts.NoSuchPage;
import io.orchestrator.web.ui.parts.RunsReader;
import io.orchestrator.web.ui.text.Moments;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Says what a clear would change, by dry runs of the order itself. */
record ClearDialog(Snapshot snapshot, Subject at) {
  /** The question. */
  ConfirmView ask(ClearAsk ask, String back, Moments moments) {
    RunRow run = RunReader.row(snapshot, at.dagId(), at.runId());
    List<TaskTransition> changes = changes(ask);
    String what = ask.taskId() == null ? "run" : ask.taskId() + ",";
    return new ConfirmView(
        "Clear " + what + " " + RunsReader.title(run.run(), moments),
        new ConfirmView.Form(
            at.href() + "/clear",
            back,
            Map.of("back", back),
            new ConfirmView.Button(
                "Clear " + Counts.of(changes.size(), "task") + " in 1 run",
                "Clear {n} in 1 run",
                false,
                null)),
        switches(ask, changes.size()),
        TaskRows.of(changes),
        new ConfirmView.Words(figure(changes.size()), say(run, changes), null));
  }

  private static String figure(int count) {
    return count == 0 ? "Nothing to clear" : Counts.of(count, "task") + " in 1 run";
  }

  private List<TaskTransition> changes(ClearAsk ask) {
    return Previews.clear(snapshot.tx(), at.dagId(), at.runId(), ask.selection())
        .orElseThrow(() -> NoSuchPage.run(at.dagId(), at.runId()))
        .stream()
        .filter(ask::takes)
        .toList();
  }

  private int count(ClearAsk ask) {
    return changes(ask).size();
  }

  /** Each says its number before it is ticked. */
  private List<ConfirmView.Switch> switches(ClearAsk ask, int now) {
    List<ConfirmView.Switch> switches = new ArrayList<>();
    if (ask.taskId() != null) {
      int below = count(ask.below(!ask.below()));
      switches.add(
          new ConfirmView.Switch(
              "below", "Tasks below (downstream)", more(now, below, ask.below()), ask.below()));
      int above = count(ask.above(!ask.above()));
      switches.add(
          new ConfirmView.Switch(
              "above", "Tasks above (upstream)", more(now, above, ask.above()), ask.above()));
    }
    int failed = ask.failed() ? now : count(ask.failed(true));
    switches.add(
        new ConfirmView.Switch(
            "failed", "Only failed and upstream failed", Counts.of(failed, "task"), ask.failed()));
    List<TaskTransition> all = changes(ask.leave(false));
    int running = (int) all.stream().filter(ClearAsk::running).count();
    if (running > 0) {
      String text =
          Counts.are(running, "Leave out the one that runs now/Leave out those that run now");
      switches.add(new ConfirmView.Switch("leave", text, Counts.of(running, "task"), ask.leave()));
    }
    return switches;
  }

  private static String more(int now, int otherwise, boolean on) {
    return Counts.of(on ? now - otherwise : otherwise - now, "task");
  }

  private static List<String> say(RunRow run, List<TaskTransition> changes) {
    List<String> say = new ArrayList<>();
    int running = (int) changes.stream().filter(ClearAsk::running).count();
    if (running > 0) {
      say.add(
          Counts.of(running, "task")
              + Counts.are(running, " is running: it is stopped/ are running: they are stopped")
              + " and tried again.");
    }
    RunState state = run.run().state();
    if (state.finished() && !changes.isEmpty()) {
      String word = state.wireName().toLowerCase(Locale.ROOT);
      say.add("The run goes from " + word + " to queued, and on from there.");
    }
    say.add("Tries and time-outs start again. The run keeps version " + run.versionNumber() + ".");
    say.add("You can undo it for 10 s; what a worker has begun by then goes on.");
    return say;
  }
}
