package io.orchestrator.loader;

import io.orchestrator.loader.FileState.FoundProblem;
import io.orchestrator.store.DagStore;
import io.orchestrator.store.DagStore.ImportProblem;
import io.orchestrator.store.DagStore.StoredDag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All files of all bundles with their DAGs and problems. */
final class KnownFiles {
  /** A file of a bundle. */
  record FileKey(String bundle, String fileName) {}

  private final Map<FileKey, FileState> states = new HashMap<>();

  /** What an earlier process left in the store. */
  static KnownFiles read(DagStore store) {
    KnownFiles known = new KnownFiles();
    for (StoredDag dag : store.all()) {
      if (!dag.stale()) {
        FileKey key = new FileKey(dag.bundle(), dag.fileName());
        known.put(key, known.state(key).withDag(dag.dagId()));
      }
    }
    for (ImportProblem problem : store.importProblems()) {
      FileKey key = new FileKey(problem.bundle(), problem.fileName());
      List<FoundProblem> problems = new ArrayList<>(known.state(key).problems());
      problems.add(
          new FoundProblem(
              new ImportFinding(
                  problem.code(),
                  problem.fileName(),
                  Optional.ofNullable(problem.line()),
                  problem.message()),
              problem.at()));
      known.put(key, known.state(key).withProblems(problems));
    }
    return known;
  }

  FileState state(FileKey key) {
    return states.getOrDefault(key, FileState.NONE);
  }

  void put(FileKey key, FileState state) {
    states.put(key, state);
  }

  /** The other file that has a DAG id, if one does. */
  Optional<FileKey> owner(String dagId, FileKey except) {
    return states.entrySet().stream()
        .filter(e -> !e.getKey().equals(except) && e.getValue().dagIds().contains(dagId))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Forgets the files of a bundle that are not there any more. */
  Set<FileKey> forgetMissing(String bundle, Set<String> present) {
    Set<FileKey> gone = new HashSet<>();
    for (FileKey key : states.keySet()) {
      if (key.bundle().equals(bundle) && !present.contains(key.fileName())) {
        gone.add(key);
      }
    }
    states.keySet().removeAll(gone);
    return gone;
  }

  Set<String> dagIds(String bundle) {
    Set<String> ids = new HashSet<>();
    states.forEach(
        (key, state) -> {
          if (key.bundle().equals(bundle)) {
            ids.addAll(state.dagIds());
          }
        });
    return ids;
  }

  /** Problems of a bundle, as the store keeps them. */
  List<ImportProblem> problems(String bundle) {
    return problems(bundle, states);
  }

  /** Problems of a file's bundle as they will be when the file's state is this one. */
  List<ImportProblem> problemsWith(FileKey key, FileState state) {
    Map<FileKey, FileState> then = new HashMap<>(states);
    then.put(key, state);
    return problems(key.bundle(), then);
  }

  private static List<ImportProblem> problems(String bundle, Map<FileKey, FileState> states) {
    return states.entrySet().stream()
        .filter(entry -> entry.getKey().bundle().equals(bundle))
        .flatMap(entry -> entry.getValue().problems().stream())
        .map(found -> problem(bundle, found))
        .toList();
  }

  /** Files that wait for one of the ids that no file has any more. */
  List<FileKey> waitingForReleased() {
    List<FileKey> waiting = new ArrayList<>();
    states.forEach(
        (key, state) -> {
          if (state.blocked().stream().anyMatch(id -> owner(id, key).isEmpty())) {
            waiting.add(key);
          }
        });
    return waiting;
  }

  private static ImportProblem problem(String bundle, FoundProblem found) {
    ImportFinding finding = found.finding();
    return new ImportProblem(
        bundle,
        finding.fileName(),
        finding.code(),
        finding.line().orElse(null),
        finding.message(),
        found.since());
  }
}
