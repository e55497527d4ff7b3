package io.orchestrator.web.bench.chaos;

import java.time.Duration;

/**
 * How long, and by which chance.
 *
 * @param length of the time in which parts are killed
 * @param seed draws the faults and the work; the same seed draws the same
 */
public record ChaosOptions(Duration length, long seed) {}
