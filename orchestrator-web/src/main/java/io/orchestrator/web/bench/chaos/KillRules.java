package io.orchestrator.web.bench.chaos;

import io.orchestrator.web.bench.chaos.History.Instance;
import io.orchestrator.web.bench.chaos.History.RunKey;
import io.orchestrator.web.bench.chaos.History.Try;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What holds beside the promises of the {@link Judge} when only kills were done to an installation.
 */
final class KillRules {
  private KillRules() {}

  /** All that was broken. */
  static List<Violation> judge(History history, List<Returned> returns, int tasksOfARun) {
    return Stream.of(
            Judge.judge(history).stream(),
            everyRunSucceeds(history, tasksOfARun),
            everyPartComesBack(history, returns))
        .flatMap(violations -> violations)
        .toList();
  }

  /** Retries make up for tries that were lost with their worker. */
  private static Stream<Violation> everyRunSucceeds(History history, int tasks) {
    Map<RunKey, Long> successes =
        history.instances().stream()
            .filter(instance -> instance.state().equals("success"))
            .map(Instance::task)
            .collect(Collectors.groupingBy(History.Task::run, Collectors.counting()));
    return history.runs().stream()
        .filter(
            run -> !run.state().equals("success") || successes.getOrDefault(run.key(), 0L) != tasks)
        .map(
            run ->
                new Violation(
                    "every run succeeds",
                    "%s is %s with %d of %d tasks in success"
                        .formatted(
                            run.key(), run.state(), successes.getOrDefault(run.key(), 0L), tasks)));
  }

  private static Stream<Violation> everyPartComesBack(History history, List<Returned> returns) {
    Map<Try, Instant> claims = Returned.claims(history);
    return returns.stream()
        .filter(returned -> returned.firstStartMillis(history, claims).isEmpty())
        .map(
            returned ->
                new Violation(
                    "a part comes back and work goes on",
                    "the %s was killed at %s, was connected at %s, and nothing began"
                        .formatted(returned.part(), returned.killed(), returned.connected())));
  }
}
