package io.orchestrator.execution;

import java.util.UUID;

/**
 * Proof of holding one attempt: the instance and the epoch minted at its claim. On the wire it is
 * signed by the server ({@code AttemptTokens}); it opens nothing but this attempt.
 */
public record AttemptToken(UUID taskInstanceId, UUID epoch) {
  /** Without the epoch: tokens are never printed. */
  @Override
  public String toString() {
    return "AttemptToken[" + taskInstanceId + "]";
  }
}
