package io.orchestrator.web.bench;

/**
 * How much is measured.
 *
 * @param repetitions of each measurement, after one that is thrown away
 * @param chain tasks of the chain whose gaps are measured
 * @param runs runs triggered at once for the rate
 * @param tasks tasks of each of these runs, in a chain
 * @param slots attempts the worker runs at the same time
 */
public record BenchOptions(int repetitions, int chain, int runs, int tasks, int slots) {}
