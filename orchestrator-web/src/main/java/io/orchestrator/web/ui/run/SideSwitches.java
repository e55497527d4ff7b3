package io.orchestrator.web.ui.run;

import io.orchestrator.web.ui.parts.ConfirmView.Switch;
import io.orchestrator.web.ui.parts.Counts;
import io.orchestrator.web.ui.run.Beside.Changes;
import io.orchestrator.web.ui.run.Beside.Side;
import java.util.ArrayList;
import java.util.List;

/** The switches that take something along; each says its number before it is ticked. */
record SideSwitches(Beside runs, Asked ask) {

  /** Earlier and later runs, where there are any. */
  List<Switch> all() {
    List<Switch> switches = new ArrayList<>();
    side(Along.EARLIER, "Earlier runs", runs.earlier(), switches);
    side(Along.LATER, "Later runs", runs.later(), switches);
    return switches;
  }

  private void side(Along along, String text, Side side, List<Switch> switches) {
    if (!side.runs().isEmpty()) {
      String nearest = side.more() ? ", the nearest " + side.runs().size() : "";
      switches.add(more(along, text + nearest));
    }
  }

  /** What comes with it. */
  Switch more(Along along, String text) {
    List<Changes> with = ask.with(along, true).changes(runs);
    List<Changes> without = ask.with(along, false).changes(runs);
    int tasks = Changes.tasks(with) - Changes.tasks(without);
    int others = with.size() - without.size();
    String where = Counts.of(others, "run");
    if (tasks == 0 && others > 0) {
      return one(along, text, where);
    }
    return one(along, text, Counts.of(tasks, "task") + (others > 0 ? " in " + where : ""));
  }

  Switch one(Along along, String text, String more) {
    return new Switch(along.field(), "true", text, more, ask.has(along));
  }
}
