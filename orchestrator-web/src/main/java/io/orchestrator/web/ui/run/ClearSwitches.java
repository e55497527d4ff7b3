package io.orchestrator.web.ui.run;

import io.orchestrator.web.ui.parts.ConfirmView.Switch;
import io.orchestrator.web.ui.parts.ConfirmView.Switches;
import io.orchestrator.web.ui.parts.Counts;
import io.orchestrator.web.ui.run.Beside.Changes;
import io.orchestrator.web.ui.run.Beside.Side;
import io.orchestrator.web.ui.run.ClearAsk.Along;
import java.util.ArrayList;
import java.util.List;

/** The switches of a clear; each says its number before it is ticked. */
record ClearSwitches(Beside runs, ClearAsk ask) {

  Switches all() {
    List<Switch> switches = new ArrayList<>();
    if (ask.taskId() != null) {
      switches.add(more(Along.BELOW, "Tasks below (downstream)"));
      switches.add(more(Along.ABOVE, "Tasks above (upstream)"));
    }
    side(Along.EARLIER, "Earlier runs", runs.earlier(), switches);
    side(Along.LATER, "Later runs", runs.later(), switches);
    String failed = words(runs.changes(ask.with(Along.FAILED, true)));
    switches.add(one(Along.FAILED, "Only failed and upstream failed", failed));
    int running = running(runs.changes(ask.with(Along.LEAVE, false)));
    if (running > 0) {
      String text =
          Counts.are(running, "Leave out the one that runs now/Leave out those that run now");
      switches.add(one(Along.LEAVE, text, Counts.of(running, "task")));
    }
    return new Switches("Take along, or leave out", "checkbox", switches);
  }

  private void side(Along along, String text, Side side, List<Switch> switches) {
    if (!side.runs().isEmpty()) {
      String nearest = side.more() ? ", the nearest " + side.runs().size() : "";
      switches.add(more(along, text + nearest));
    }
  }

  /** What comes with it, or goes without it. */
  private Switch more(Along along, String text) {
    List<Changes> with = runs.changes(ask.with(along, true));
    List<Changes> without = runs.changes(ask.with(along, false));
    int tasks = count(with) - count(without);
    int others = with.size() - without.size();
    String where = others > 0 ? " in " + Counts.of(others, "run") : "";
    return one(along, text, Counts.of(tasks, "task") + where);
  }

  private Switch one(Along along, String text, String more) {
    return new Switch(along.field(), "true", text, more, ask.has(along));
  }

  static int count(List<Changes> changes) {
    return changes.stream().mapToInt(change -> change.tasks().size()).sum();
  }

  static int running(List<Changes> changes) {
    return (int)
        changes.stream().flatMap(c -> c.tasks().stream()).filter(ClearAsk::running).count();
  }

  /** {@code 5 tasks in 2 runs}. */
  static String words(List<Changes> changes) {
    int runs = Math.max(1, changes.size());
    return Counts.of(count(changes), "task") + " in " + Counts.of(runs, "run");
  }
}
