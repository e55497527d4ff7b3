package io.orchestrator.web.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code orchestrator dags list}. */
@Command(
    name = "list",
    description = "List the DAGs of a server.",
    footer = {"", "Example: orchestrator dags list --output json"},
    mixinStandardHelpOptions = true)
final class DagsListCommand implements Callable<Integer> {
  @Mixin ServerOptions server;
  @Mixin OutputOption output;
  @Spec CommandSpec spec;

  @Option(names = "--pattern", paramLabel = "TEXT", description = "Only ids with this text.")
  @Nullable String pattern;

  @Option(names = "--tag", paramLabel = "TAG", description = "Only DAGs with this tag.")
  List<String> tags = new ArrayList<>();

  @Override
  public Integer call() {
    StringBuilder path = new StringBuilder("/api/v2/dags?order_by=dag_id");
    if (pattern != null) {
      path.append("&dag_id_pattern=").append(ApiClient.part(pattern));
    }
    tags.forEach(tag -> path.append("&tags=").append(ApiClient.part(tag)));
    List<JsonNode> dags = server.client().list(path.toString(), "dags", Integer.MAX_VALUE);
    new Listing()
        .column("DAG", "dag_id")
        .column("SCHEDULE", "timetable_summary")
        .column("PAUSED", row -> row.path("is_paused").asBoolean() ? "yes" : "no")
        .column("NEXT RUN", row -> Listing.moment(row.path("next_dagrun_run_after")))
        .column("OWNER", row -> Listing.text(row.path("owners").path(0)))
        .column("FILE", "relative_fileloc")
        .print(dags, output, spec.commandLine().getOut(), "No DAGs.");
    return 0;
  }
}
