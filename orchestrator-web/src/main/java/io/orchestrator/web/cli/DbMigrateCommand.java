package io.orchestrator.web.cli;

import io.orchestrator.web.config.OrchestratorSettings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code orchestrator db migrate}. */
@Command(
    name = "migrate",
    description = {
      "Bring the schema of the configured database to this version's.",
      "A server does it at its start, too; this is for doing it before."
    },
    footer = {
      "",
      "Example: ORCHESTRATOR__DATABASE__URL=jdbc:postgresql://db/orchestrator \\",
      "         ORCHESTRATOR__DATABASE__PASSWORD=secret orchestrator db migrate"
    },
    mixinStandardHelpOptions = true)
final class DbMigrateCommand implements Callable<Integer> {
  @Mixin Environment environment;
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    OrchestratorSettings.Database database = environment.settings().database();
    PrintWriter out = spec.commandLine().getOut();
    try {
      MigrateResult done =
          Flyway.configure()
              .dataSource(database.url(), database.username(), database.password())
              .load()
              .migrate();
      String from = done.initialSchemaVersion == null ? "none" : done.initialSchemaVersion;
      if (done.migrationsExecuted == 0) {
        out.println("The schema is at version " + from + " already: nothing to do.");
      } else {
        out.println(
            "The schema went from version %s to %s in %d steps."
                .formatted(from, done.targetSchemaVersion, done.migrationsExecuted));
      }
      return 0;
    } catch (FlywayException e) {
      throw new CommandFailure(
          "The database " + database.url() + " was not migrated: " + firstLine(e),
          "Check ORCHESTRATOR__DATABASE__URL, __USERNAME and __PASSWORD. A step that failed was"
              + " rolled back.",
          e);
    }
  }

  private static String firstLine(FlywayException e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return message.lines().findFirst().orElse("");
  }
}
