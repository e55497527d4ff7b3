package io.orchestrator.web.bench.chaos;

import io.orchestrator.web.bench.chaos.History.Change;
import io.orchestrator.web.bench.chaos.History.Instance;
import io.orchestrator.web.bench.chaos.History.Task;
import io.orchestrator.web.bench.chaos.History.Try;
import io.orchestrator.web.bench.chaos.History.Words;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a try tells the server beside its end is taken while it is the present one, and as its. */
final class FactRules {
  /** What the notes of the mix's tasks are called, before the number of their try. */
  private static final String NOTE = "try_";

  private FactRules() {}

  /**
   * Without any tolerance: a program begins after the claim of its try was confirmed, and with that
   * all earlier ones are over.
   */
  static Stream<Violation> nothingIsTakenFromAnOlderTry(History history) {
    Map<Task, List<Words>> starts =
        history.words().stream()
            .filter(words -> words.what().equals("started"))
            .collect(Collectors.groupingBy(words -> words.by().task()));
    Map<Try, Violation> broken = new LinkedHashMap<>();
    for (Words words : history.words()) {
      if (words.what().equals("told")) {
        Instant asked = Instant.ofEpochMilli(Long.parseLong(words.detail()));
        starts.getOrDefault(words.by().task(), List.of()).stream()
            .filter(start -> start.by().number() > words.by().number())
            .filter(start -> start.at().isBefore(asked))
            .findFirst()
            .ifPresent(start -> broken.putIfAbsent(words.by(), taken(start, words, asked)));
      }
    }
    return broken.values().stream();
  }

  private static Violation taken(Words start, Words words, Instant asked) {
    return new Violation(
        "nothing is taken from an older try",
        "%s began at %s, and what %s told at %s was taken"
            .formatted(start.by(), start.at(), words.by(), asked));
  }

  static Stream<Violation> notesAreOfTheirTry(History history) {
    return history.instances().stream()
        .filter(i -> i.told().notes().stream().anyMatch(note -> isOfAnotherTry(note, i)))
        .map(
            i ->
                new Violation(
                    "notes are of their try",
                    "%s, try %d, has the notes %s"
                        .formatted(i.task(), i.told().tryNumber(), i.told().notes())));
  }

  private static boolean isOfAnotherTry(String note, Instance instance) {
    return note.startsWith(NOTE) && !note.equals(NOTE + instance.told().tryNumber());
  }

  /** For tries that told an id of remote work; not all do. */
  static Stream<Violation> remoteWorkIsOfTheTryThatSucceeded(History history) {
    Map<Task, Change> last = new HashMap<>();
    history.changes().forEach(change -> last.put(change.of().task(), change));
    Set<Try> told =
        history.words().stream()
            .filter(words -> words.what().equals("told"))
            .map(Words::by)
            .collect(Collectors.toCollection(HashSet::new));
    return history.instances().stream()
        .flatMap(
            i ->
                Stream.ofNullable(last.get(i.task()))
                    .filter(change -> change.is("succeeded") && told.contains(change.of()))
                    .map(Change::of)
                    .filter(of -> !String.valueOf(i.told().externalId()).startsWith(of + "#"))
                    .map(of -> stranger(of, i)));
  }

  /** What a try told before was replaced by what a newer one told. */
  static Stream<Violation> remoteWorkGoesOnFromTheNewestTry(History history) {
    Map<Task, Set<Integer>> told =
        history.words().stream()
            .filter(words -> words.what().equals("told"))
            .collect(
                Collectors.groupingBy(
                    words -> words.by().task(),
                    Collectors.mapping(words -> words.by().number(), Collectors.toSet())));
    return history.words().stream()
        .filter(words -> words.what().equals("attached"))
        .filter(
            words ->
                told.getOrDefault(words.by().task(), Set.of()).stream()
                    .anyMatch(n -> n > tryOf(words.detail()) && n < words.by().number()))
        .map(
            words ->
                new Violation(
                    "remote work goes on from the newest try",
                    "%s was given %s".formatted(words.by(), words.detail())));
  }

  private static int tryOf(String externalId) {
    String of = externalId.substring(0, externalId.indexOf('#'));
    return Integer.parseInt(of.substring(of.lastIndexOf('/') + 1));
  }

  private static Violation stranger(Try of, Instance instance) {
    return new Violation(
        "remote work is that of the try",
        "%s succeeded and has %s".formatted(of, instance.told().externalId()));
  }
}
