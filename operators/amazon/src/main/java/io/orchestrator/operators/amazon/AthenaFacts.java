package io.orchestrator.operators.amazon;

import io.orchestrator.operator.TaskContext;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.StatementType;

/** What the task page says about a query that has ended. */
record AthenaFacts(AthenaSite site, TaskContext context) {
  private static final double DOLLARS_PER_BYTE = 5.0 / 1_000_000_000_000L;
  private static final long BILLED_AT_LEAST = 10_000_000L;

  void tell(QueryExecution query) {
    String id = query.queryExecutionId();
    QueryExecutionState state = query.status().state();
    long scanned = scannedBytes(query);
    context.note("athena_query_id", id);
    context.note("athena_state", state.toString());
    context.note("athena_scanned_bytes", scanned);
    context.note("athena_run_ms", runMillis(query));
    context.note("athena_cost_usd", String.format(Locale.ROOT, "%.6f", dollars(query)));
    outputLocation(query).ifPresent(at -> context.note("athena_output", at));
    site.consoleLink(id).ifPresent(link -> context.note("athena_console", link));
    context.log(
        "Query {} ended {} after {} ms, {} bytes scanned", id, state, runMillis(query), scanned);
    if (state == QueryExecutionState.SUCCEEDED) {
      outputLocation(query).ifPresent(output -> warnOfResultsAmongData(query, output));
    }
  }

  /** Files of results below a table's location are read as rows of the table by later queries. */
  private void warnOfResultsAmongData(QueryExecution query, String output) {
    new TableLocations(site.client(), context)
        .of(query)
        .forEach(
            (table, location) -> {
              if (output.startsWith(folder(location))) {
                String warning =
                    ("Query results go to %s, under the location of %s, %s: later queries would read"
                            + " them as rows. Set outputLocation to a prefix outside of it.")
                        .formatted(output, table, location);
                context.warn("{}", warning);
                context.note("athena_warning", warning);
              }
            });
  }

  private static String folder(String location) {
    return location.endsWith("/") ? location : location + "/";
  }

  /** List price of us-east-1; statements that read no data and failed queries are free. */
  private static double dollars(QueryExecution query) {
    boolean billed =
        query.statementType() == StatementType.DML
            && query.status().state() != QueryExecutionState.FAILED;
    return billed ? Math.max(scannedBytes(query), BILLED_AT_LEAST) * DOLLARS_PER_BYTE : 0;
  }

  static long scannedBytes(QueryExecution query) {
    Long bytes = query.statistics() == null ? null : query.statistics().dataScannedInBytes();
    return bytes == null ? 0 : bytes;
  }

  static long runMillis(QueryExecution query) {
    Long millis =
        query.statistics() == null ? null : query.statistics().engineExecutionTimeInMillis();
    return millis == null ? 0 : millis;
  }

  static Optional<String> outputLocation(QueryExecution query) {
    return Optional.ofNullable(query.resultConfiguration()).map(r -> r.outputLocation());
  }
}
