package io.orchestrator.loader;

import io.orchestrator.loader.protocol.Findings;
import io.orchestrator.loader.protocol.ImportFinding;
import io.orchestrator.loader.protocol.SourceText;
import io.orchestrator.model.DagModel;
import io.orchestrator.model.DagProblem;
import io.orchestrator.model.NearestNames;
import io.orchestrator.model.TaskModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** DAG006: pools that do not exist. Only warnings, because a pool may be made at any time. */
final class PoolChecks {
  private static final String CODE = "DAG006";

  private PoolChecks() {}

  static Set<String> missing(DagModel dag, Set<String> pools) {
    Set<String> missing = new TreeSet<>();
    dag.tasks().forEach(task -> missing.add(task.limits().pool()));
    missing.removeAll(pools);
    return missing;
  }

  /** One warning for each pool, at its first task. */
  static List<ImportFinding> warnings(DagModel dag, Set<String> pools, SourceText text) {
    Map<String, List<TaskModel>> users = new LinkedHashMap<>();
    for (TaskModel task : dag.tasks()) {
      if (!pools.contains(task.limits().pool())) {
        users.computeIfAbsent(task.limits().pool(), key -> new ArrayList<>()).add(task);
      }
    }
    return users.entrySet().stream()
        .map(use -> Findings.warning(problem(use.getKey(), use.getValue(), pools), text))
        .toList();
  }

  private static DagProblem problem(String pool, List<TaskModel> users, Set<String> pools) {
    TaskModel first = users.get(0);
    String others = users.size() == 1 ? "" : " and " + (users.size() - 1) + " more";
    List<String> near = NearestNames.of(pool, pools);
    String meant =
        near.isEmpty() ? "" : "did you mean \"" + String.join("\" or \"", near) + "\"? Else ";
    return new DagProblem(
        CODE,
        first.location(),
        "there is no pool \"%s\": task \"%s\"%s will wait".formatted(pool, first.taskId(), others),
        List.of(),
        meant + "make the pool, on the page Pools or by the API");
  }
}
