package io.orchestrator.store;

/**
 * Everything as it stood at one moment. Not to be kept after its reading.
 *
 * @param tx the ports of the engine, of which nothing may be written; its {@code now} is the moment
 */
public record Snapshot(Queries queries, StoreTransaction tx) {}
