package io.orchestrator.worker.process;

import io.orchestrator.operator.ProcessLauncher;

/** Operating system processes of attempts. */
public interface AttemptProcesses {
  /**
   * Runs programs for one attempt, until {@link #endAll} of that attempt.
   *
   * @param attemptName for logs; programs see it as {@code ORCHESTRATOR_ATTEMPT}
   */
  ProcessLauncher launcher(String attemptName);

  /**
   * Ends every process of an attempt, daemons too, and lets its launchers start no more. Returns
   * when they are gone.
   *
   * @return how many processes were ended
   */
  int endAll(String attemptName);
}
