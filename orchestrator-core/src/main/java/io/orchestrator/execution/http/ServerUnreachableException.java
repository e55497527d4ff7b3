package io.orchestrator.execution.http;

import org.jspecify.annotations.Nullable;

/**
 * The server gave no answer in time, so whether it acted on the call is unknown. All calls of the
 * task execution API may be repeated.
 */
public final class ServerUnreachableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ServerUnreachableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
