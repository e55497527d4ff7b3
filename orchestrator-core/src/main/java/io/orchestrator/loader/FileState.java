package io.orchestrator.loader;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is known of a file: after a failed load, the DAGs of its last good version.
 *
 * @param dagIds registered from this file
 * @param blocked defined here too, but another file has them
 */
record FileState(Set<String> dagIds, Set<String> blocked, List<FoundProblem> problems) {
  static final FileState NONE = new FileState(Set.of(), Set.of(), List.of());

  FileState {
    dagIds = Set.copyOf(dagIds);
    blocked = Set.copyOf(blocked);
    problems = List.copyOf(problems);
  }

  /** A problem and since when it is there. */
  record FoundProblem(ImportFinding finding, java.time.Instant since) {}

  FileState withDag(String dagId) {
    Set<String> ids = new HashSet<>(dagIds);
    ids.add(dagId);
    return new FileState(ids, blocked, problems);
  }

  FileState withProblems(List<FoundProblem> found) {
    return new FileState(dagIds, blocked, found);
  }
}
