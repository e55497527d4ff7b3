package io.orchestrator.web.ui.parts;

import io.orchestrator.store.DagStore.ImportProblem;
import io.orchestrator.store.DagStore.StoredDag;
import io.orchestrator.store.Snapshot;
import java.util.List;

/** What the loader has found in DAG files. */
public record FileProblems(List<ImportProblem> all) {

  /** Of files that do not load now: their DAGs make no scheduled runs until they do. */
  public static FileProblems errors(Snapshot snapshot) {
    return new FileProblems(snapshot.tx().dags().importProblems());
  }

  /** What stops nothing. */
  public static FileProblems warnings(Snapshot snapshot) {
    return new FileProblems(snapshot.tx().dags().loadWarnings());
  }

  /** How many files have one. */
  public int files() {
    return (int) all.stream().map(p -> List.of(p.bundle(), p.fileName())).distinct().count();
  }

  public List<ImportProblem> of(StoredDag dag) {
    return all.stream()
        .filter(p -> p.bundle().equals(dag.bundle()) && p.fileName().equals(dag.fileName()))
        .toList();
  }
}
