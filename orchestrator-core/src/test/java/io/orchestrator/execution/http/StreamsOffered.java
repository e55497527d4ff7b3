package io.orchestrator.execution.http;

/** What a server of an older version answers. */
public final class StreamsOffered {
  private StreamsOffered() {}

  /** It has no streams. */
  public static StreamNotOfferedException not(int status) {
    return new StreamNotOfferedException(status);
  }
}
