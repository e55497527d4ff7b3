package io.orchestrator.loader;

import io.orchestrator.loader.protocol.ImportFinding;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is known of a file: after a failed load, the DAGs of its last good version.
 *
 * @param dagIds registered from this file
 * @param blocked defined here too, but another file has them
 * @param missingPools used by its tasks, but not there when it was loaded
 */
record FileState(
    Set<String> dagIds,
    Set<String> blocked,
    Set<String> missingPools,
    List<FoundProblem> problems,
    List<FoundProblem> warnings) {
  static final FileState NONE = new FileState(Set.of(), Set.of(), Set.of(), List.of(), List.of());

  FileState {
    dagIds = Set.copyOf(dagIds);
    blocked = Set.copyOf(blocked);
    missingPools = Set.copyOf(missingPools);
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
  }

  /** A problem, and when it was first found. */
  record FoundProblem(ImportFinding finding, java.time.Instant since) {}

  FileState withDag(String dagId) {
    Set<String> ids = new HashSet<>(dagIds);
    ids.add(dagId);
    return new FileState(ids, blocked, missingPools, problems, warnings);
  }

  FileState withProblem(FoundProblem found) {
    return new FileState(dagIds, blocked, missingPools, and(problems, found), warnings);
  }

  FileState withWarning(FoundProblem found) {
    return new FileState(dagIds, blocked, missingPools, problems, and(warnings, found));
  }

  private static List<FoundProblem> and(List<FoundProblem> some, FoundProblem more) {
    return Stream.concat(some.stream(), Stream.of(more)).toList();
  }
}
