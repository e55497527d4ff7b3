package io.orchestrator.operators.standard;

import io.orchestrator.operator.Operator;
import io.orchestrator.operator.OperatorProblem;
import io.orchestrator.operator.TaskContext;
import io.orchestrator.operator.TaskSkippedException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Runs a script by {@code bash -c}. Its result is the last line of output, standard error included;
 * empty when there was none.
 *
 * <p>The script is a template. Dates and other values that the scheduler makes become part of the
 * text. Params, conf, XComs, variables, connections and run ids reach the script as data, whatever
 * they contain: {@code grep -- {{ params.name }} f} looks for the name even if it is {@code
 * $(reboot)}. Where that is not possible, for instance inside single quotes, the definition is
 * refused.
 */
public final class BashOperator implements Operator<String> {
  private final BashRun run;
  private final Set<Integer> skipCodes;

  private BashOperator(BashRun run, Set<Integer> skipCodes) {
    this.run = run;
    this.skipCodes = skipCodes;
  }

  /**
   * @param command template of the script
   */
  public static BashOperator of(String command) {
    return new BashOperator(BashRun.of(command), Set.of(99));
  }

  /** Sets an environment variable. The template's value is data, whatever it contains. */
  public BashOperator env(String name, String template) {
    return new BashOperator(run.env(name, template), skipCodes);
  }

  /** Whether the script also sees the worker's environment; it does unless told otherwise. */
  public BashOperator inheritEnv(boolean inherit) {
    return new BashOperator(run.inherit(inherit), skipCodes);
  }

  /** Runs in this folder, a template, instead of a fresh one that is removed afterwards. */
  public BashOperator workingDirectory(String template) {
    return new BashOperator(run.directory(template), skipCodes);
  }

  /** Exit codes that skip the task; 99 unless told otherwise, none when empty. */
  public BashOperator skipOnExitCode(int... codes) {
    return new BashOperator(run, Arrays.stream(codes).boxed().collect(Collectors.toSet()));
  }

  @Override
  public String execute(TaskContext context) throws Exception {
    BashRun.Ended ended = run.run(context);
    if (skipCodes.contains(ended.code())) {
      throw new TaskSkippedException(
          "Bash command returned exit code " + ended.code() + ", which means skip.");
    }
    if (ended.code() != 0) {
      throw new BashFailedException(ended.code());
    }
    return ended.lastLine();
  }

  @Override
  public List<OperatorProblem> problems() {
    return run.problems();
  }

  @Override
  public Map<String, String> templates() {
    return run.templates();
  }

  @Override
  public String toString() {
    return "BashOperator, skips on " + new TreeSet<>(skipCodes);
  }
}
