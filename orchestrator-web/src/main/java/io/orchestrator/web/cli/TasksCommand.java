package io.orchestrator.web.cli;

import picocli.CommandLine.Command;

/** {@code orchestrator tasks}: only the list of its verbs. */
@Command(
    name = "tasks",
    description = "List tasks, their states in a run, and their logs.",
    mixinStandardHelpOptions = true,
    subcommands = {TasksListCommand.class, TasksStatesCommand.class, TasksLogsCommand.class})
final class TasksCommand {}
