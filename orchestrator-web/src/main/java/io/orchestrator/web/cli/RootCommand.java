package io.orchestrator.web.cli;

import io.orchestrator.web.config.ProductVersion;
import picocli.CommandLine.Command;

/** {@code orchestrator}: only the list of verbs. */
@Command(
    name = "orchestrator",
    description = "DAGs in Java: scheduled, run, explained.",
    mixinStandardHelpOptions = true,
    versionProvider = ProductVersion.class,
    subcommands = {
      StandaloneCommand.class,
      StatusCommand.class,
      StopCommand.class,
      WorkerCommand.class,
      DagsCommand.class,
      RunsCommand.class,
      TasksCommand.class,
      DbCommand.class,
      ServerCommand.class,
      BenchCommand.class,
    })
public final class RootCommand {}
