package io.orchestrator.scheduler;

import java.time.Instant;

/**
 * Something that the scheduler leaves alone for a while, because work on it failed.
 *
 * @param key the key of a run, the id of a task instance, the id of a DAG, or a duty in words
 * @param reason for people: what is wrong with it
 * @param until when it is tried again, by the process's clock
 */
public record Trouble(Object key, String reason, Instant until) {}
