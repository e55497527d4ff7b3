package io.orchestrator.dag;

import io.orchestrator.model.DagProblem;
import io.orchestrator.model.NearestNames;
import io.orchestrator.model.SourceLocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** DAG003 and DAG004 for edges: cycles, and upstreams that do not exist. */
final class EdgeChecks {
  private final DagDraft draft;
  private final Map<String, TaskDraft> tasks = new LinkedHashMap<>();

  private EdgeChecks(DagDraft draft) {
    this.draft = draft;
    draft.tasks().forEach(task -> tasks.putIfAbsent(task.taskId(), task.draft()));
  }

  static List<DagProblem> problems(DagDraft draft) {
    EdgeChecks checks = new EdgeChecks(draft);
    List<DagProblem> found = new ArrayList<>(checks.unknownUpstreams());
    new CycleSearch(checks.tasks).find().map(checks::cycle).ifPresent(found::add);
    return found;
  }

  private List<DagProblem> unknownUpstreams() {
    List<DagProblem> found = new ArrayList<>();
    for (TaskDraft task : tasks.values()) {
      task.upstream()
          .forEach(
              (id, where) -> {
                if (!tasks.containsKey(id)) {
                  found.add(unknown(task, id, where));
                }
              });
    }
    return found;
  }

  private DagProblem unknown(TaskDraft task, String id, SourceLocation where) {
    String meant = NearestNames.question(id, tasks.keySet());
    return new DagProblem(
        "DAG004",
        where,
        "task \"" + task.id() + "\" names the unknown upstream \"" + id + "\"",
        List.of("DAG \"" + draft.dagId() + "\" has " + NearestNames.list(tasks.keySet())),
        meant.isEmpty() ? "declare it, or remove the edge" : meant);
  }

  /** The path starts and ends with the same task; the edge into the last one closes the cycle. */
  private DagProblem cycle(List<String> path) {
    String last = path.get(path.size() - 2);
    String first = path.get(0);
    SourceLocation where = place(first, last);
    List<String> notes = new ArrayList<>();
    notes.add(String.join(" -> ", path));
    for (int i = 1; i < path.size(); i++) {
      String from = path.get(i - 1);
      String to = path.get(i);
      String closing = i == path.size() - 1 ? "  this edge closes the cycle" : "";
      notes.add("  " + from + " -> " + to + " at " + place(to, from) + closing);
    }
    return new DagProblem(
        "DAG003",
        where,
        "dependency cycle in DAG \"" + draft.dagId() + "\"",
        notes,
        "remove the edge, or move the part after \"" + last + "\" into its own DAG");
  }

  private SourceLocation place(String task, String upstream) {
    TaskDraft draft = tasks.get(task);
    SourceLocation where = draft == null ? null : draft.upstream().get(upstream);
    return where == null ? this.draft.location() : where;
  }
}
