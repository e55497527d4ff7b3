package io.orchestrator.dag;

import io.orchestrator.model.DagProblem;
import io.orchestrator.model.SourceLocation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** DAG002 and DAG012: ids that are taken or not allowed. */
final class IdChecks {
  private static final int MAX_LENGTH = 250;
  private static final Pattern LEGAL = Pattern.compile("[\\p{L}\\p{N}_.-]+");
  private static final Pattern ILLEGAL_CHARACTERS = Pattern.compile("[^\\p{L}\\p{N}_.-]+");

  private IdChecks() {}

  static List<DagProblem> problems(DagDraft draft) {
    List<DagProblem> found = new ArrayList<>();
    illegal("DAG id", draft.dagId(), draft.location(), found);
    Map<String, SourceLocation> first = new HashMap<>();
    for (TaskHandle<?, ?> task : draft.tasks()) {
      TaskDraft t = task.draft();
      SourceLocation other = first.putIfAbsent(t.id(), t.location());
      if (other == null) {
        illegal("task id", t.id(), t.location(), found);
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
      String what, String id, SourceLocation where, List<DagProblem> found) {
    if (id.isEmpty()) {
      found.add(new DagProblem("DAG012", where, "empty " + what, List.of(), "give it a name"));
    } else if (id.length() > MAX_LENGTH) {
      String message = what + " of " + id.length() + " characters; at most 250 are allowed";
      found.add(new DagProblem("DAG012", where, message, List.of(), "shorten it"));
    } else if (!LEGAL.matcher(id).matches()) {
      String fixed = ILLEGAL_CHARACTERS.matcher(id).replaceAll("_");
      found.add(
          new DagProblem(
              "DAG012",
              where,
              what + " \"" + id + "\" has illegal characters",
              List.of("letters, digits and _ - . are allowed"),
              "write \"" + fixed + "\""));
    }
  }
}
