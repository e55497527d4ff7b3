package io.orchestrator.web.cli;

import picocli.CommandLine.Command;

/** {@code orchestrator dags}: only the list of its verbs. */
@Command(
    name = "dags",
    description = "List, check, test, trigger and pause DAGs.",
    mixinStandardHelpOptions = true,
    subcommands = {
      DagsListCommand.class,
      DagsCheckCommand.class,
      DagsTestCommand.class,
      DagsTriggerCommand.class,
      DagsPauseCommand.class,
      DagsUnpauseCommand.class,
    })
final class DagsCommand {}
