package io.orchestrator.execution.http;

/** The server has no streams: it is of an older version, and answers long polls. */
public final class StreamNotOfferedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StreamNotOfferedException(int status) {
    super("The server offers no stream (status " + status + ")");
  }
}
