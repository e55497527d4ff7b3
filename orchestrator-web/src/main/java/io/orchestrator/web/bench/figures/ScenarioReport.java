package io.orchestrator.web.bench.figures;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one scenario has given.
 *
 * @param ours figures of this build by name
 * @param other those of the other build; empty when there is none
 * @param gates the goals by number
 */
public record ScenarioReport(
    String name, Map<String, Spread> ours, Map<String, Spread> other, Map<String, Gate> gates) {

  /** Figures of many turns, each figure with those of its values that there are. */
  public static Map<String, Spread> spreads(List<Map<String, Double>> turns) {
    Map<String, List<Double>> values = new LinkedHashMap<>();
    turns.forEach(
        turn ->
            turn.forEach(
                (name, value) -> values.computeIfAbsent(name, n -> new ArrayList<>()).add(value)));
    Map<String, Spread> all = new LinkedHashMap<>();
    values.forEach((name, each) -> all.put(name, new Spread(each)));
    return all;
  }

  /** The median of each figure. */
  public static Map<String, Double> medians(Map<String, Spread> spreads) {
    Map<String, Double> all = new LinkedHashMap<>();
    spreads.forEach((name, spread) -> all.put(name, spread.median()));
    return all;
  }

  Optional<Ratio> ratio(String figure) {
    return Optional.ofNullable(other.get(figure)).flatMap(o -> Ratio.of(spread(figure), o));
  }

  private Spread spread(String figure) {
    Spread spread = ours.get(figure);
    if (spread == null) {
      throw new IllegalArgumentException("no figure " + figure);
    }
    return spread;
  }

  /** For programs. */
  Map<String, Object> toMap() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("this", maps(ours));
    if (!other.isEmpty()) {
      all.put("other", maps(other));
      Map<String, Object> ratios = new LinkedHashMap<>();
      ours.keySet()
          .forEach(name -> ratio(name).ifPresent(ratio -> ratios.put(name, ratio.toMap())));
      all.put("this_to_other", ratios);
    }
    return all;
  }

  private static Map<String, Object> maps(Map<String, Spread> spreads) {
    Map<String, Object> all = new LinkedHashMap<>();
    spreads.forEach((name, spread) -> all.put(name, spread.toMap()));
    return all;
  }

  /** For a terminal: lines of cells, without a heading. */
  List<List<String>> lines() {
    List<List<String>> lines = new ArrayList<>();
    for (Map.Entry<String, Spread> figure : ours.entrySet()) {
      List<String> line = new ArrayList<>();
      line.add(name);
      line.add(figure.getKey().replace('_', ' '));
      line.add(figure.getValue().text());
      if (!other.isEmpty()) {
        Spread theirs = other.get(figure.getKey());
        line.add(theirs == null ? "" : theirs.text());
        line.add(ratio(figure.getKey()).map(Ratio::text).orElse(""));
      }
      lines.add(line);
    }
    return lines;
  }
}
