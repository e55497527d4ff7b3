package io.orchestrator.web.bench.chaos;

import io.orchestrator.web.bench.chaos.History.Change;
import io.orchestrator.web.bench.chaos.History.Try;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an attempt said is in its log, once, in order, and nobody else's; values are its own. */
final class LogRules {
  private static final Pattern LINE = Pattern.compile("line (\\d+) of (\\d+) by (\\S+)$");

  private LogRules() {}

  static Stream<Violation> linesAreThereOnceAndInOrder(History history) {
    Set<Try> succeeded =
        history.changes().stream()
            .filter(change -> change.is("succeeded"))
            .map(Change::of)
            .collect(Collectors.toSet());
    return history.logs().entrySet().stream()
        .flatMap(log -> fault(log.getKey(), log.getValue(), succeeded).stream());
  }

  private static Optional<Violation> fault(Try of, List<String> lines, Set<Try> succeeded) {
    int last = 0;
    int promised = 0;
    for (String line : lines) {
      Matcher numbered = LINE.matcher(line);
      if (!numbered.find()) {
        continue;
      }
      int number = Integer.parseInt(numbered.group(1));
      if (!numbered.group(3).equals(of.toString())) {
        return Optional.of(
            broken("the log of %s has a line of %s".formatted(of, numbered.group(3))));
      }
      if (number != last + 1) {
        return Optional.of(
            broken("the log of %s goes from line %s to %s".formatted(of, last, number)));
      }
      last = number;
      promised = Integer.parseInt(numbered.group(2));
    }
    return succeeded.contains(of) && (last == 0 || last != promised)
        ? Optional.of(
            broken("the log of %s, which succeeded, ends with line %s".formatted(of, last)))
        : Optional.empty();
  }

  private static Violation broken(String story) {
    return new Violation("a log is whole, in order and its own", story);
  }

  /** What a task is given was said by a try that had succeeded by then. */
  static Stream<Violation> valuesComeFromTheTryThatSucceeded(History history) {
    Map<String, List<Change>> successes =
        history.changes().stream()
            .filter(change -> change.is("succeeded"))
            .collect(Collectors.groupingBy(change -> change.of().toString()));
    return history.words().stream()
        .filter(words -> words.what().equals("heard"))
        .filter(
            words ->
                successes.getOrDefault(words.detail(), List.of()).stream()
                    .noneMatch(change -> change.at().isBefore(words.at())))
        .map(
            words ->
                new Violation(
                    "a value comes from a try that succeeded",
                    "%s was given one of %s".formatted(words.by(), words.detail())));
  }
}
