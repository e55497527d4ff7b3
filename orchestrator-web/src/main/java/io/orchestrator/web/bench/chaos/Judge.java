package io.orchestrator.web.bench.chaos;

import io.orchestrator.web.bench.chaos.History.RunKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds a history against what the product promises. Knows nothing of how it is made. */
final class Judge {
  private static final Set<String> ENDED = Set.of("success", "failed");

  private static final List<Function<History, Stream<Violation>>> PROMISES =
      List.of(
          Judge::acknowledgedRunsExist,
          Judge::everyDateHasItsRun,
          Judge::everyRunEnds,
          StartRules::noTryStartsTwice,
          StartRules::whatSucceededHadStarted,
          StartRules::noTwoTriesAtOnce,
          StartRules::noOlderTryGoesOn,
          StartRules::noProgramOutlivesItsTry,
          StartRules::whatSucceededHadEnded,
          FactRules::nothingIsTakenFromAnOlderTry,
          FactRules::notesAreOfTheirTry,
          FactRules::remoteWorkIsOfTheTryThatSucceeded,
          FactRules::remoteWorkGoesOnFromTheNewestTry,
          AuditRules::changesFollowEachOther,
          AuditRules::theLastChangeIsTheState,
          AuditRules::dependenciesWereMet,
          LogRules::linesAreThereOnceAndInOrder,
          LogRules::valuesComeFromTheTryThatSucceeded);

  private Judge() {}

  static List<Violation> judge(History history) {
    return PROMISES.stream().flatMap(promise -> promise.apply(history)).toList();
  }

  private static Stream<Violation> acknowledgedRunsExist(History history) {
    Set<RunKey> there = history.runs().stream().map(History.Run::key).collect(Collectors.toSet());
    return history.done().acknowledged().stream()
        .filter(run -> !there.contains(run))
        .map(run -> new Violation("an acknowledged run is never lost", run + " is not there"));
  }

  private static Stream<Violation> everyDateHasItsRun(History history) {
    return history.done().dates().entrySet().stream().flatMap(dag -> missing(history, dag));
  }

  private static Stream<Violation> missing(History history, Map.Entry<String, List<Instant>> dag) {
    Map<Instant, Long> runs =
        history.runs().stream()
            .filter(run -> run.key().dagId().equals(dag.getKey()) && run.logicalDate() != null)
            .collect(Collectors.groupingBy(History.Run::logicalDate, Collectors.counting()));
    return dag.getValue().stream()
        .filter(date -> runs.getOrDefault(date, 0L) != 1)
        .map(
            date ->
                new Violation(
                    "a date has one run",
                    "%s has %d for %s".formatted(dag.getKey(), runs.getOrDefault(date, 0L), date)));
  }

  private static Stream<Violation> everyRunEnds(History history) {
    return history.runs().stream()
        .filter(run -> !ENDED.contains(run.state()))
        .map(run -> new Violation("every run ends", run.key() + " is still " + run.state()));
  }
}
