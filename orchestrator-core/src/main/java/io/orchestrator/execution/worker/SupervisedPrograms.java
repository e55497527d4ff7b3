package io.orchestrator.execution.worker;

import io.orchestrator.execution.process.ProcessSupervisor;
import io.orchestrator.operator.ProcessLauncher;

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
