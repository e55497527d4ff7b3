package io.orchestrator.web;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.orchestrator.web.cli.CommandFailure;
import io.orchestrator.web.cli.CommandParts;
import io.orchestrator.web.cli.RootCommand;
import io.orchestrator.web.standalone.StartFailure;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** The one entry point: {@code orchestrator VERB …}. */
public final class OrchestratorMain {
  /** Exit codes: 0 done, 1 the run or check failed, 2 wrong usage or error. */
  private static final int ERROR = 2;

  private OrchestratorMain() {}

  public static void main(String[] arguments) {
    // Before Spring configures logging, libraries must not talk over the command's own output.
    if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      root.setLevel(Level.WARN);
    }
    System.exit(commandLine(System.getenv(), InstantSource.system()).execute(arguments));
  }

  static CommandLine commandLine(Map<String, String> environment, InstantSource clock) {
    CommandParts parts = new CommandParts(environment, clock);
    CommandLine line = new CommandLine(new RootCommand(), parts);
    line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    line.setExecutionExceptionHandler(OrchestratorMain::explain);
    line.setUsageHelpAutoWidth(true);
    return line;
  }

  private static int explain(Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
    if (failure instanceof StartFailure start) {
      line.getErr().println("orchestrator: " + start.getMessage());
      line.getErr().println("  " + start.remedy());
    } else if (failure instanceof CommandFailure command) {
      line.getErr().println("orchestrator: " + command.getMessage());
      if (!command.remedy().isEmpty()) {
        line.getErr().println("  " + command.remedy());
      }
    } else {
      String message = failure.getMessage();
      line.getErr().println("orchestrator: " + (message == null ? failure.toString() : message));
    }
    if (System.getenv("ORCHESTRATOR_TRACE") != null) {
      failure.printStackTrace(line.getErr());
    }
    return ERROR;
  }
}
