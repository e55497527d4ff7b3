package io.orchestrator.operators.standard;

import io.orchestrator.operator.OperatorProblem;
import io.orchestrator.operator.Poll;
import io.orchestrator.operator.Sensor;
import io.orchestrator.operator.TaskContext;
import io.orchestrator.operator.TaskFailedException;
import java.util.List;
import java.util.Map;

/**
 * Waits until a script ends with exit code 0; any other code means not yet. The result is the last
 * line of output. Values in the script are treated as in {@link BashOperator}.
 */
public final class BashSensor implements Sensor<String> {
  private final BashRun run;
  private final int failCode;

  private BashSensor(BashRun run, int failCode) {
    this.run = run;
    this.failCode = failCode;
  }

  /**
   * @param command template of the script
   */
  public static BashSensor of(String command) {
    return new BashSensor(BashRun.of(command), 0);
  }

  public BashSensor env(String name, String template) {
    return new BashSensor(run.env(name, template), failCode);
  }

  public BashSensor inheritEnv(boolean inherit) {
    return new BashSensor(run.inherit(inherit), failCode);
  }

  public BashSensor workingDirectory(String template) {
    return new BashSensor(run.directory(template), failCode);
  }

  /** An exit code that ends the waiting as failed; not 0. */
  public BashSensor failOnExitCode(int code) {
    return new BashSensor(run, code);
  }

  @Override
  public Poll<String> poke(TaskContext context) throws Exception {
    BashRun.Ended ended = run.run(context);
    if (ended.code() == 0) {
      return Poll.ready(ended.lastLine());
    }
    if (ended.code() == failCode) {
      throw new TaskFailedException(
          "Bash command returned exit code " + failCode + ", which ends the waiting.");
    }
    return Poll.notYet("the command returned exit code " + ended.code());
  }

  @Override
  public List<OperatorProblem> problems() {
    return run.problems();
  }

  @Override
  public Map<String, String> templates() {
    return run.templates();
  }
}
