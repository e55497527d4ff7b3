package io.orchestrator.web.bench.installation;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was spent in a stretch of time.
 *
 * @param cpuSeconds of processors by part, {@code server}, {@code workers}, {@code database}; a
 *     part is missing where nobody can say
 * @param walBytes that the database wrote ahead
 */
public record Spent(Map<String, Double> cpuSeconds, double walBytes) {

  /** What was spent from one moment to another. */
  public static Spent between(Spent from, Spent to) {
    Map<String, Double> parts = new LinkedHashMap<>();
    to.cpuSeconds()
        .forEach((part, end) -> parts.put(part, end - from.cpuSeconds().getOrDefault(part, 0.0)));
    return new Spent(parts, to.walBytes() - from.walBytes());
  }

  /** Whether all three parts are known. */
  public boolean complete() {
    return cpuSeconds.size() == Installation.PARTS;
  }

  public double allCpuSeconds() {
    return cpuSeconds.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
