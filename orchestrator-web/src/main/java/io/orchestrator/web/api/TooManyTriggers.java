package io.orchestrator.web.api;

import java.time.Duration;

/** Whoever asks has triggered too often; nothing was triggered. */
final class TooManyTriggers extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Duration pause;

  /**
   * @param pause until another one is allowed
   */
  TooManyTriggers(String message, Duration pause) {
    super(message);
    this.pause = pause;
  }

  Duration pause() {
    return pause;
  }
}
