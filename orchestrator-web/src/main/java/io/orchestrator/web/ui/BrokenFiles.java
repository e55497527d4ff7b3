package io.orchestrator.web.ui;

import io.orchestrator.store.DagStore.ImportProblem;
import io.orchestrator.store.DagStore.StoredDag;
import io.orchestrator.store.Store;
import java.util.List;

/** Files that do not load now. Their DAGs make no scheduled runs until they do. */
record BrokenFiles(List<ImportProblem> problems) {

  static BrokenFiles read(Store store) {
    return new BrokenFiles(store.transact(tx -> tx.dags().importProblems()));
  }

  List<ImportProblem> of(StoredDag dag) {
    return problems.stream()
        .filter(p -> p.bundle().equals(dag.bundle()) && p.fileName().equals(dag.fileName()))
        .toList();
  }
}
