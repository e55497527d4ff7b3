package io.orchestrator.web.ui.run;

import io.orchestrator.run.RunState;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.scheduler.Orders;
import io.orchestrator.store.RunRow;
import io.orchestrator.web.ui.parts.ConfirmView;
import io.orchestrator.web.ui.parts.Counts;
import io.orchestrator.web.ui.parts.NoSuchPage;
import io.orchestrator.web.ui.parts.RunsReader;
import io.orchestrator.web.ui.text.Moments;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Says what a clear would change, by a dry run of the order itself. */
@Component
record ClearDialog(Orders orders, RunReader runs) {
  /**
   * The question.
   *
   * @param href address of what was clicked: a run or a task instance of it
   */
  ConfirmView ask(
      String dagId, String runId, ClearAsk ask, String href, String back, Moments moments) {
    RunRow run = runs.row(dagId, runId);
    List<TaskTransition> changes = changes(dagId, runId, ask);
    String what = ask.taskId() == null ? "run" : ask.taskId() + ",";
    return new ConfirmView(
        "Clear " + what + " " + RunsReader.title(run.run(), moments),
        new ConfirmView.Form(
            href + "/clear",
            back,
            Map.of("back", back),
            new ConfirmView.Button(
                "Clear " + Counts.of(changes.size(), "task") + " in 1 run",
                "Clear {n} in 1 run",
                false,
                null)),
        switches(dagId, runId, ask, changes.size()),
        TaskRows.of(changes),
        new ConfirmView.Words(figure(changes.size()), say(run, changes), null));
  }

  private static String figure(int count) {
    return count == 0 ? "Nothing to clear" : Counts.of(count, "task") + " in 1 run";
  }

  private List<TaskTransition> changes(String dagId, String runId, ClearAsk ask) {
    return orders
        .previewClear(dagId, runId, ask.selection())
        .orElseThrow(() -> NoSuchPage.run(dagId, runId))
        .stream()
        .filter(ask::takes)
        .toList();
  }

  private int count(String dagId, String runId, ClearAsk ask) {
    return changes(dagId, runId, ask).size();
  }

  /** Each says its number before it is ticked. */
  private List<ConfirmView.Switch> switches(String dagId, String runId, ClearAsk ask, int now) {
    List<ConfirmView.Switch> switches = new ArrayList<>();
    if (ask.taskId() != null) {
      int below = count(dagId, runId, ask.below(!ask.below()));
      switches.add(
          new ConfirmView.Switch(
              "below", "Tasks below (downstream)", more(now, below, ask.below()), ask.below()));
      int above = count(dagId, runId, ask.above(!ask.above()));
      switches.add(
          new ConfirmView.Switch(
              "above", "Tasks above (upstream)", more(now, above, ask.above()), ask.above()));
    }
    int failed = ask.failed() ? now : count(dagId, runId, ask.failed(true));
    switches.add(
        new ConfirmView.Switch(
            "failed", "Only failed and upstream failed", Counts.of(failed, "task"), ask.failed()));
    List<TaskTransition> all = changes(dagId, runId, ask.leave(false));
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
