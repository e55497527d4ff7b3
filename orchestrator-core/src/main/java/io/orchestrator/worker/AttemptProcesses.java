package io.orchestrator.worker;

import io.orchestrator.operator.ProcessLauncher;

/** Operating system processes of attempts. */
interface AttemptProcesses {
  ProcessLauncher launcher(String attempt);

  /** Ends them with all their descendants; returns when they are gone. */
  int endAll(String attempt);
}
