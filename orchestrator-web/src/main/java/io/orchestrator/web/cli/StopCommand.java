package io.orchestrator.web.cli;

import io.orchestrator.web.standalone.OrchestratorHome;
import io.orchestrator.web.standalone.StandaloneState;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code orchestrator stop}: asks the standalone to end and waits until it has. */
@Command(
    name = "stop",
    description = "Stop the standalone of this home and wait until it has ended.",
    mixinStandardHelpOptions = true)
final class StopCommand implements Callable<Integer> {
  @Option(
      names = "--timeout",
      defaultValue = "60",
      description = "Seconds to wait. Default: ${DEFAULT-VALUE}.")
  int seconds;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException, ExecutionException {
    PrintWriter out = spec.commandLine().getOut();
    StandaloneState state = StandaloneState.read(OrchestratorHome.of(System.getenv()));
    var server = state.serverProcess();
    if (server.isEmpty()) {
      out.println("Nothing to stop: no standalone runs in " + state.home() + ".");
      return 0;
    }
    server.get().destroy();
    try {
      server.get().onExit().get(Duration.ofSeconds(seconds).toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      spec.commandLine()
          .getErr()
          .println("It still runs (pid " + server.get().pid() + ") after " + seconds + " s.");
      return 1;
    }
    out.println("Stopped.");
    return 0;
  }
}
