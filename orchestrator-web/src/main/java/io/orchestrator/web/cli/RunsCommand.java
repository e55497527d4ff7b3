package io.orchestrator.web.cli;

import picocli.CommandLine.Command;

/** {@code orchestrator runs}: only the list of its verbs. */
@Command(
    name = "runs",
    description = "List runs.",
    mixinStandardHelpOptions = true,
    subcommands = RunsListCommand.class)
final class RunsCommand {}
