package io.orchestrator.execution;

import io.orchestrator.model.BranchDecision;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended, as a worker reports it.
 *
 * @param end what happened
 * @param reason one line for people; empty for success
 * @param xcoms values by key as JSON text; kept only with {@link End#SUCCESS}
 * @param decision for branches
 * @param delay for {@link End#NOT_READY}: wait until the next poke
 */
public record FinishReport(
    End end,
    String reason,
    Map<String, String> xcoms,
    @Nullable BranchDecision decision,
    @Nullable Duration delay) {

  /** The ways an attempt ends. */
  public enum End {
    SUCCESS,
    SKIPPED,
    /** Failed; retried when tries are left. */
    FAILED,
    /** Failed for good. */
    FAILED_FINALLY,
    /** Sensor not ready: poke again later in the same try. */
    NOT_READY
  }
}
