package io.orchestrator.worker;

import io.orchestrator.operator.ProcessLauncher;
import io.orchestrator.worker.process.ProcessSupervisor;

/** Programs of attempts under the supervisor. */
record SupervisedPrograms(ProcessSupervisor supervisor) implements AttemptProcesses {
  @Override
  public ProcessLauncher launcher(String attempt) {
    return supervisor.launcher(attempt);
  }

  @Override
  public int endAll(String attempt) {
    return supervisor.endAll(attempt);
  }
}
