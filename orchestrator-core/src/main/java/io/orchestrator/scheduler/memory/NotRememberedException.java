package io.orchestrator.scheduler.memory;

/** What is asked is not in memory: the store has to be asked. Nothing was written. */
public final class NotRememberedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotRememberedException(String what) {
    super(what);
  }
}
