package io.orchestrator.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lifecycle tables as Mermaid diagrams and Markdown, for docs/reference/states.md. */
final class StateDiagrams {
  private static final Set<TransitionCause> ORDERS =
      Set.of(
          TransitionCause.CLEARED,
          TransitionCause.MARKED,
          TransitionCause.RUN_ENDED,
          TransitionCause.UNDONE);

  private StateDiagrams() {}

  static String tasks() {
    Map<String, StringJoiner> edges = new LinkedHashMap<>();
    TaskLifecycle.entries().stream()
        .filter(e -> !ORDERS.contains(e.cause()) || e.to() == TaskState.RESTARTING)
        .forEach(
            e ->
                edges
                    .computeIfAbsent(
                        e.from().wireName() + " --> " + e.to().wireName(),
                        k -> new StringJoiner(", "))
                    .add(words(e.cause().name())));
    return mermaid(
        Stream.concat(
            Stream.of("[*] --> none"),
            edges.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue())));
  }

  /** Orders of people and ends of runs: too many edges to draw. */
  static String orders() {
    StringJoiner lines = new StringJoiner("\n");
    lines.add("| cause | from | to |").add("| --- | --- | --- |");
    Map<String, Set<TaskState>> rows = new LinkedHashMap<>();
    for (TransitionCause cause :
        List.of(
            TransitionCause.CLEARED,
            TransitionCause.MARKED,
            TransitionCause.RUN_ENDED,
            TransitionCause.UNDONE)) {
      TaskLifecycle.entries().stream()
          .filter(e -> e.cause() == cause)
          .forEach(
              e ->
                  rows.computeIfAbsent(
                          words(cause.name()) + "|" + e.to().wireName(), k -> new TreeSet<>())
                      .add(e.from()));
    }
    rows.forEach(
        (key, from) -> {
          String[] parts = key.split("\\|");
          String states =
              from.stream().map(s -> "`" + s.wireName() + "`").collect(Collectors.joining(", "));
          lines.add("| " + parts[0] + " | " + states + " | `" + parts[1] + "` |");
        });
    return lines.toString();
  }

  static String runs() {
    return mermaid(
        Stream.concat(
            Stream.of("[*] --> queued"),
            RunLifecycle.entries().stream()
                .map(
                    e -> e.from().wireName() + " --> " + e.to().wireName() + ": " + e.occasion())));
  }

  private static String mermaid(Stream<String> edges) {
    return edges.collect(Collectors.joining("\n  ", "```mermaid\nstateDiagram-v2\n  ", "\n```"));
  }

  private static String words(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
