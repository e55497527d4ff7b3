package io.orchestrator.scheduler;

/** Tells whoever drives the {@link Scheduler} that there is something to do. Never blocks. */
public interface Bell {
  /** Asks for a look at everything soon. */
  void wake();

  /** Asks for a look at one run soon: it is started when it is queued and there is room. */
  void wake(long runPk);
}
