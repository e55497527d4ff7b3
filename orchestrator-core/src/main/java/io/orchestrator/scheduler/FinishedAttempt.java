package io.orchestrator.scheduler;

import io.orchestrator.execution.AttemptToken;
import io.orchestrator.execution.ExecutionApi.Answer;
import io.orchestrator.execution.FinishReport;
import java.util.concurrent.CompletableFuture;

/** A worker's report of an end, waiting to be written with the next batch. */
record FinishedAttempt(AttemptToken token, FinishReport report, CompletableFuture<Answer> answer) {
  /** The same attempt, failed for good because its own end cannot be written. */
  FinishedAttempt refusedFor(String reason) {
    return new FinishedAttempt(token, FinishBounds.failed(reason), answer);
  }
}
