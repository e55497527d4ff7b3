package io.orchestrator.worker;

import io.orchestrator.execution.http.Waits;

/**
 * Why an attempt is ended from outside.
 *
 * @param reported false when the attempt is no longer ours, so that nothing of it may be reported
 * @param reason one line for people
 * @param at when, by {@link Waits#nanos}
 */
record Ending(boolean reported, String reason, long at) {}
