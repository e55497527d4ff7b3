package io.orchestrator.operators.standard;

/** A bash command ended with an exit code that means failure. Retried if tries are left. */
public final class BashFailedException extends Exception {
  private static final long serialVersionUID = 1L;
  private final int exitCode;

  BashFailedException(int exitCode) {
    super("Bash command failed. The command returned a non-zero exit code " + exitCode + ".");
    this.exitCode = exitCode;
  }

  public int exitCode() {
    return exitCode;
  }
}
