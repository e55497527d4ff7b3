package io.orchestrator.web;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Map;
import picocli.CommandLine;

/** Runs commands in this process and keeps what they print. */
public final class OrchestratorCalls {
  /** What the commands take for now. */
  public static final Instant NOW = Instant.parse("2026-03-04T05:06:07.089Z");

  private OrchestratorCalls() {}

  /** Exit code and output of a command. */
  public record Result(int code, String out, String err) {}

  /** The verbs, to read what they say of themselves. */
  public static CommandLine commandLine() {
    return OrchestratorMain.commandLine(Map.of(), () -> NOW);
  }

  public static Result run(Map<String, String> environment, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = OrchestratorMain.commandLine(environment, () -> NOW);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    int code = line.execute(arguments);
    return new Result(code, out.toString(), err.toString());
  }
}
