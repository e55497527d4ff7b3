package io.orchestrator.scheduler;

/** Tells whoever drives the {@link Scheduler} that there is something to do. Never blocks. */
public interface Bell {
  /** Asks for a look at everything soon. */
  void wake();

  /** Asks for planning of one run soon. */
  void wake(long runPk);
}
