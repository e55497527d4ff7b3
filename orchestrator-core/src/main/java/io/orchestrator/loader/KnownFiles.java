package io.orchestrator.loader;

import io.orchestrator.loader.FileState.FoundProblem;
import io.orchestrator.loader.protocol.ImportFinding;
import io.orchestrator.store.DagStore;
import io.orchestrator.store.DagStore.ImportProblem;
import io.orchestrator.store.DagStore.StoredDag;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

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
      known.put(key, known.state(key).withProblem(found(problem)));
    }
    for (ImportProblem warning : store.loadWarnings()) {
      FileKey key = new FileKey(warning.bundle(), warning.fileName());
      known.put(key, known.state(key).withWarning(found(warning)));
    }
    return known;
  }

  private static FoundProblem found(ImportProblem stored) {
    return new FoundProblem(
        new ImportFinding(
            stored.code(), stored.fileName(), Optional.ofNullable(stored.line()), stored.message()),
        stored.at());
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
    Set<FileKey> gone = new HashSet<>(states.keySet());
    gone.removeIf(key -> !key.bundle().equals(bundle) || present.contains(key.fileName()));
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

  /** Stores what was found in the files of a bundle. */
  void saveFindings(DagStore store, String bundle) {
    store.replaceImportProblems(bundle, found(bundle, states, FileState::problems));
    store.replaceLoadWarnings(bundle, found(bundle, states, FileState::warnings));
  }

  /** Stores what was found in a file's bundle, as it will be when the file's state is this one. */
  void saveFindingsWith(DagStore store, FileKey key, FileState state) {
    Map<FileKey, FileState> then = new HashMap<>(states);
    then.put(key, state);
    if (!state.problems().equals(state(key).problems())) {
      store.replaceImportProblems(key.bundle(), found(key.bundle(), then, FileState::problems));
    }
    if (!state.warnings().equals(state(key).warnings())) {
      store.replaceLoadWarnings(key.bundle(), found(key.bundle(), then, FileState::warnings));
    }
  }

  private static List<ImportProblem> found(
      String bundle, Map<FileKey, FileState> states, Function<FileState, List<FoundProblem>> what) {
    return states.entrySet().stream()
        .filter(entry -> entry.getKey().bundle().equals(bundle))
        .flatMap(entry -> what.apply(entry.getValue()).stream())
        .map(found -> problem(bundle, found))
        .toList();
  }

  boolean anyMissesAPool() {
    return states.values().stream().anyMatch(state -> !state.missingPools().isEmpty());
  }

  /** Files that were warned about a pool that is there now. */
  List<FileKey> waitingForPools(Set<String> pools) {
    return states.entrySet().stream()
        .filter(entry -> !Collections.disjoint(entry.getValue().missingPools(), pools))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Files that wait for one of the ids that no file has any more. */
  List<FileKey> waitingForReleased() {
    return states.keySet().stream()
        .filter(key -> state(key).blocked().stream().anyMatch(id -> owner(id, key).isEmpty()))
        .toList();
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
