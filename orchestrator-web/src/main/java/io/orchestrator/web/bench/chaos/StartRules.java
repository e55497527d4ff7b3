package io.orchestrator.web.bench.chaos;

import io.orchestrator.web.bench.chaos.History.Change;
import io.orchestrator.web.bench.chaos.History.Task;
import io.orchestrator.web.bench.chaos.History.Try;
import io.orchestrator.web.bench.chaos.History.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Programs start at most once per try, one at a time, and end with their try. */
final class StartRules {
  private StartRules() {}

  /** By the programs themselves, and by the audit log; a poke is a start of its own. */
  static Stream<Violation> noTryStartsTwice(History history) {
    String promise = "a try starts at most once";
    Map<Try, Long> allowed = count(history, Change::starts);
    count(history, Change::takesStartBack)
        .forEach((of, times) -> allowed.merge(of, -times, Long::sum));
    Map<Try, Long> pokes = count(history, change -> change.is("not_ready"));
    Map<Try, Long> seen =
        history.words().stream()
            .filter(words -> words.what().equals("started"))
            .collect(Collectors.groupingBy(Words::by, Collectors.counting()));
    return Stream.concat(
        seen.entrySet().stream()
            .filter(e -> e.getValue() > allowed.getOrDefault(e.getKey(), 0L))
            .map(
                e ->
                    new Violation(
                        promise,
                        "the program of %s began %d times, the audit log knows %d"
                            .formatted(
                                e.getKey(), e.getValue(), allowed.getOrDefault(e.getKey(), 0L)))),
        allowed.entrySet().stream()
            .filter(e -> e.getValue() > 1 + pokes.getOrDefault(e.getKey(), 0L))
            .map(
                e ->
                    new Violation(
                        promise, "%s was confirmed %d times".formatted(e.getKey(), e.getValue()))));
  }

  private static Map<Try, Long> count(History history, Predicate<Change> which) {
    return history.changes().stream()
        .filter(which)
        .collect(Collectors.groupingBy(Change::of, Collectors.counting()));
  }

  /** For tasks that write when they start; not all do. */
  static Stream<Violation> whatSucceededHadStarted(History history) {
    return succeededWithout(history, words -> true)
        .map(of -> new Violation("success means that it ran", of + " wrote no word"));
  }

  /** For tasks that write when they end; not all do. */
  static Stream<Violation> whatSucceededHadEnded(History history) {
    return succeededWithout(history, words -> words.what().equals("ended"))
        .map(of -> new Violation("success means that it ran to its end", of + " did not"));
  }

  /** Among the kinds of tasks that write such words. */
  private static Stream<Try> succeededWithout(History history, Predicate<Words> such) {
    Set<Try> wrote = new HashSet<>();
    Set<String> writing = new HashSet<>();
    for (Words words : history.words()) {
      if (such.test(words)) {
        wrote.add(words.by());
        writing.add(kind(words.by().task()));
      }
    }
    return history.changes().stream()
        .filter(change -> change.is("succeeded") && writing.contains(kind(change.of().task())))
        .map(Change::of)
        .filter(of -> !wrote.contains(of));
  }

  private static String kind(Task task) {
    return task.run().dagId() + "/" + task.taskId();
  }

  static Stream<Violation> noTwoTriesAtOnce(History history) {
    return history.words().stream()
        .filter(words -> words.what().equals("overlapped"))
        .map(
            words ->
                new Violation(
                    "one try at a time",
                    "%s began at %s beside an earlier program of its task"
                        .formatted(words.by(), words.at())));
  }

  /** But for the time in which its worker cannot have heard of the newer one. */
  static Stream<Violation> noOlderTryGoesOn(History history) {
    Map<Task, Words> newest = new HashMap<>();
    Map<Try, Violation> broken = new LinkedHashMap<>();
    for (Words words : history.words()) {
      Task task = words.by().task();
      Words newer = newest.get(task);
      if (newer == null || newer.by().number() < words.by().number()) {
        newest.put(task, words);
      } else if (newer.by().number() > words.by().number()
          && isAfter(words, newer.at(), Patience.LEASE, history)) {
        broken.putIfAbsent(
            words.by(),
            new Violation(
                "an older try ends when a newer one begins",
                "%s began at %s and %s still wrote at %s"
                    .formatted(newer.by(), newer.at(), words.by(), words.at())));
      }
    }
    return broken.values().stream();
  }

  static Stream<Violation> noProgramOutlivesItsTry(History history) {
    Map<Try, Instant> ends = new HashMap<>();
    history.changes().stream()
        .filter(Change::endsWork)
        .forEach(change -> ends.put(change.of(), change.at()));
    Map<Try, Words> last = new HashMap<>();
    history.words().forEach(words -> last.put(words.by(), words));
    return last.values().stream()
        .flatMap(
            words ->
                Stream.ofNullable(ends.get(words.by()))
                    .filter(end -> isAfter(words, end, Patience.END_OF_WORK, history))
                    .map(end -> outlived(words, end)));
  }

  private static boolean isAfter(Words words, Instant over, Duration promised, History history) {
    return words.at().isAfter(Patience.lastMoment(over, promised, history.done().frozen()));
  }

  private static Violation outlived(Words words, Instant end) {
    return new Violation(
        "a program ends with its try",
        "%s ended at %s and wrote at %s".formatted(words.by(), end, words.at()));
  }
}
