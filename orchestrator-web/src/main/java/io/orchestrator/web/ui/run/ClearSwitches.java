package io.orchestrator.web.ui.run;

import io.orchestrator.web.ui.parts.ConfirmView.Switch;
import io.orchestrator.web.ui.parts.ConfirmView.Switches;
import io.orchestrator.web.ui.parts.Counts;
import io.orchestrator.web.ui.run.Beside.Changes;
import java.util.ArrayList;
import java.util.List;

/** The switches of a clear; each says its number before it is ticked. */
record ClearSwitches(Beside runs, ClearAsk ask) {

  Switches all() {
    SideSwitches sides = new SideSwitches(runs, ask);
    List<Switch> switches = new ArrayList<>();
    if (ask.taskId() != null) {
      switches.add(sides.more(Along.BELOW, "Tasks below (downstream)"));
      switches.add(sides.more(Along.ABOVE, "Tasks above (upstream)"));
    }
    switches.addAll(sides.all());
    String failed = words(ask.with(Along.FAILED, true).changes(runs));
    switches.add(sides.one(Along.FAILED, "Only failed and upstream failed", failed));
    int running = running(ask.with(Along.LEAVE, false).changes(runs));
    if (running > 0) {
      String text =
          Counts.are(running, "Leave out the one that runs now/Leave out those that run now");
      switches.add(sides.one(Along.LEAVE, text, Counts.of(running, "task")));
    }
    return new Switches("Take along, or leave out", "checkbox", switches);
  }

  static int running(List<Changes> changes) {
    return (int)
        changes.stream().flatMap(c -> c.tasks().stream()).filter(ClearAsk::running).count();
  }

  /** {@code 5 tasks in 2 runs}. */
  static String words(List<Changes> changes) {
    int runs = Math.max(1, changes.size());
    return Counts.of(Changes.tasks(changes), "task") + " in " + Counts.of(runs, "run");
  }
}
