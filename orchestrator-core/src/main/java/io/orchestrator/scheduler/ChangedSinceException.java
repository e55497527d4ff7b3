package io.orchestrator.scheduler;

/** An order would change more than the person who gave it was shown. Nothing was changed. */
public final class ChangedSinceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ChangedSinceException(String runId) {
    super(
        "The run %s went on since: more tasks would change than were shown. Nothing was changed."
            .formatted(runId));
  }
}
