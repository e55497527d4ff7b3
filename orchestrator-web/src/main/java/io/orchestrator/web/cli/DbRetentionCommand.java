package io.orchestrator.web.cli;

import io.orchestrator.model.RunRetention;
import io.orchestrator.scheduler.Retention;
import io.orchestrator.scheduler.Retention.Preview;
import io.orchestrator.scheduler.RetentionRules;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreRefusedException;
import io.orchestrator.store.StoreTransaction;
import io.orchestrator.store.StoreUnavailableException;
import io.orchestrator.store.postgres.PostgresStore;
import io.orchestrator.web.config.OrchestratorSettings;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.flywaydb.core.Flyway;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code orchestrator db retention}. */
@Command(
    name = "retention",
    description = {
      "Show what the settings of retention would delete now.",
      "Nothing is deleted: a server does that, a few runs at a time."
    },
    footer = {
      "",
      "Example: ORCHESTRATOR__DATABASE__URL=jdbc:postgresql://db/orchestrator \\",
      "         ORCHESTRATOR__DATABASE__PASSWORD=secret \\",
      "         ORCHESTRATOR__RETENTION__MAX_AGE=90d orchestrator db retention"
    },
    mixinStandardHelpOptions = true)
final class DbRetentionCommand implements Callable<Integer> {
  private static final int MOST_RUNS = 100_000;
  @Mixin Environment environment;
  @Mixin OutputOption output;
  @Spec CommandSpec spec;

  /**
   * What would go.
   *
   * @param auditRows 0 when the audit log has no limit
   */
  private record Found(List<Preview> dags, long auditRows) {}

  @Override
  public Integer call() {
    OrchestratorSettings settings = environment.settings();
    RetentionRules rules = rules(settings.retention());
    Found found = find(settings.database(), rules);
    PrintWriter out = spec.commandLine().getOut();
    if (output.json()) {
      out.println(Listing.json(found));
    } else {
      print(found, out);
    }
    return 0;
  }

  private static RetentionRules rules(OrchestratorSettings.Retention kept) {
    try {
      return new RetentionRules(
          new RunRetention(kept.maxAge(), kept.maxRuns()), kept.auditMaxAge(), kept.logs());
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          "The settings have no sense: " + e.getMessage(),
          "See ORCHESTRATOR__RETENTION__MAX_AGE, __MAX_RUNS and __AUDIT_MAX_AGE.",
          e);
    }
  }

  private static Found find(OrchestratorSettings.Database database, RetentionRules rules) {
    Store store =
        new PostgresStore(
            Flyway.configure()
                .dataSource(database.url(), database.username(), database.password())
                .getDataSource());
    try {
      return store.read(tx -> find(tx, rules));
    } catch (StoreUnavailableException | StoreRefusedException e) {
      throw new CommandFailure(
          "The database " + database.url() + " could not be read: " + e.getMessage(),
          "Check ORCHESTRATOR__DATABASE__URL, __USERNAME and __PASSWORD, and that its schema is this"
              + " version's: orchestrator db migrate.",
          e);
    }
  }

  private static Found find(StoreTransaction tx, RetentionRules rules) {
    Duration age = rules.auditMaxAge();
    return new Found(
        Retention.preview(tx, rules, MOST_RUNS),
        age == null ? 0 : tx.retention().countAudit(tx.now().minus(age)));
  }

  private static void print(Found found, PrintWriter out) {
    if (found.dags().isEmpty() && found.auditRows() == 0) {
      out.println("Nothing would be deleted.");
      return;
    }
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("DAG", "RUNS", "TASK INSTANCES", "ENDED BEFORE"));
    for (Preview dag : found.dags()) {
      String atLeast = dag.more() ? "at least " : "";
      lines.add(
          List.of(
              dag.dagId(),
              atLeast + dag.runs(),
              atLeast + dag.tasks(),
              dag.endedBefore().truncatedTo(ChronoUnit.SECONDS).toString()));
    }
    Listing.print(lines, out);
    out.println();
    out.println("Rows of the audit log: " + found.auditRows());
    out.println("Nothing was deleted. A server with these settings deletes it.");
  }
}
