package io.orchestrator.web.bench.scenario;

import io.orchestrator.web.bench.figures.Gate;
import io.orchestrator.web.bench.installation.Installation;
import io.orchestrator.web.bench.installation.Needs;
import java.util.Map;

/** One thing to measure, on an installation that has just been started. */
public interface Scenario {

  /** As people name it. */
  String name();

  Needs needs();

  /**
   * Measures once.
   *
   * @return figures by name, units in the names, in the order in which they are told; one that
   *     cannot be measured here is missing
   */
  Map<String, Double> measure(Installation installation) throws Exception;

  /**
   * The goals that its figures are held against, by number.
   *
   * @param medians of the figures of this build
   */
  Map<String, Gate> gates(Map<String, Double> medians);
}
