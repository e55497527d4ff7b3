package io.orchestrator.worker.process;

import io.orchestrator.operator.ProcessLauncher;
import java.time.Duration;

/** Operating system processes of attempts. */
public interface AttemptProcesses {
  /**
   * Runs programs for one attempt, until {@link #endAll} of that attempt. What an earlier attempt
   * of its task has left on this machine, under whatever worker, is ended before this returns.
   *
   * @param attemptName the task's name, a slash and the try; for logs; programs see it as {@code
   *     ORCHESTRATOR_ATTEMPT}
   */
  ProcessLauncher launcher(String attemptName);

  /**
   * Ends every process of an attempt, daemons too, and lets its launchers start no more. Returns
   * when they are gone.
   *
   * @param grace between SIGTERM and SIGKILL; it is kept even if this process is killed or frozen
   * @return how many processes were ended
   */
  int endAll(String attemptName, Duration grace);

  /**
   * Unless it is called again before that time is over, this process counts as frozen, and all its
   * programs are ended from outside. Zero: never.
   */
  void expectWordWithin(Duration most);
}
