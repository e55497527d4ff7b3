package io.orchestrator.dag;

import io.orchestrator.model.DagProblem;
import io.orchestrator.model.NameRule;
import io.orchestrator.model.SourceLocation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** DAG002 and DAG012: ids that are taken or not allowed. */
final class IdChecks {
  private IdChecks() {}

  static List<DagProblem> problems(DagDraft draft) {
    List<DagProblem> found = new ArrayList<>();
    illegal(NameRule.DAG, "DAG id", draft.dagId(), draft.location(), found);
    Map<String, SourceLocation> first = new HashMap<>();
    for (TaskHandle<?, ?> task : draft.tasks()) {
      TaskDraft t = task.draft();
      SourceLocation other = first.putIfAbsent(t.id(), t.location());
      if (other == null) {
        illegal(NameRule.TASK, "task id", t.id(), t.location(), found);
      } else {
        found.add(duplicate(draft, t, other));
      }
    }
    return found;
  }

  private static DagProblem duplicate(DagDraft draft, TaskDraft task, SourceLocation other) {
    return new DagProblem(
        "DAG002",
        task.location(),
        "duplicate task id \"" + task.id() + "\" in DAG \"" + draft.dagId() + "\"",
        List.of("first declared at " + other),
        "give one of them another id, or put it in a group: inside group \"load\" it is \"load."
            + task.id()
            + "\"");
  }

  private static void illegal(
      NameRule rule, String what, String id, SourceLocation where, List<DagProblem> found) {
    if (id.isEmpty()) {
      found.add(new DagProblem("DAG012", where, "empty " + what, List.of(), "give it a name"));
    } else if (id.codePointCount(0, id.length()) > rule.most()) {
      String message =
          "%s of %d characters; at most %d are allowed".formatted(what, id.length(), rule.most());
      found.add(new DagProblem("DAG012", where, message, List.of(), "shorten it"));
    } else if (!rule.allows(id)) {
      String message = what + " \"" + id + "\" is not allowed";
      found.add(new DagProblem("DAG012", where, message, rule.problems(id), help(rule, id)));
    }
  }

  private static String help(NameRule rule, String id) {
    String mended = rule.mended(id);
    return rule.allows(mended) ? "write \"" + mended + "\"" : "give it another name";
  }
}
