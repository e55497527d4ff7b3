package io.orchestrator.web.cli;

import io.orchestrator.web.standalone.OrchestratorHome;
import io.orchestrator.web.standalone.StandaloneState;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code orchestrator status}: what runs here, where, and where the passwords are. */
@Command(
    name = "status",
    description =
        "Show the standalone of this home: state, processes, addresses, credential files.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  @Mixin OutputOption output;
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    OrchestratorHome home = OrchestratorHome.of(System.getenv());
    StandaloneState state = StandaloneState.read(home);
    PrintWriter out = spec.commandLine().getOut();
    if (output.json()) {
      out.println(state.toJson());
    } else {
      state.lines().forEach(out::println);
    }
    return state.running() ? 0 : 1;
  }
}
