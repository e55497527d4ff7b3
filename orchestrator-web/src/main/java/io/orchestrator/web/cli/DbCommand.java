package io.orchestrator.web.cli;

import picocli.CommandLine.Command;

/** {@code orchestrator db}: only the list of its verbs. */
@Command(
    name = "db",
    description = "Care for the database.",
    mixinStandardHelpOptions = true,
    subcommands = {DbMigrateCommand.class, DbRetentionCommand.class})
final class DbCommand {}
