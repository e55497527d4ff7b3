package io.orchestrator.localaws.athena.execution;

import io.orchestrator.localaws.athena.catalog.ObjectStore;
import io.orchestrator.localaws.athena.ddl.DdlParser;
import io.orchestrator.localaws.athena.ddl.DdlResult;
import io.orchestrator.localaws.athena.ddl.DdlRunner;
import io.orchestrator.localaws.athena.ddl.DdlStatement;
import io.orchestrator.localaws.athena.error.QueryFailedException;
import io.orchestrator.localaws.athena.sql.engine.Cancellation;
import io.orchestrator.localaws.athena.sql.engine.SqlEngine;
import io.orchestrator.localaws.athena.sql.tables.QueryContext;
import io.orchestrator.localaws.athena.sql.tables.ResultColumn;
import io.orchestrator.localaws.athena.sql.tables.SqlResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/** Reads statements, has them carried out, and puts the result where it was asked for. */
public final class QueryRunner {
  private final DdlRunner ddl;
  private final SqlEngine engine;
  private final ObjectStore store;
  private final Path drafts;

  /**
   * Makes a runner.
   *
   * @param drafts a folder on the file system of the store, for results that are being written
   */
  public QueryRunner(DdlRunner ddl, SqlEngine engine, ObjectStore store, Path drafts)
      throws IOException {
    this.ddl = ddl;
    this.engine = engine;
    this.store = store;
    this.drafts = Files.createDirectories(drafts);
  }

  Plan plan(StartRequest request) {
    Optional<DdlStatement> hive = DdlParser.parse(request.sql());
    if (hive.isPresent()) {
      return new Plan.Hive(hive.get());
    }
    return new Plan.Trino(engine.parse(request.sql()));
  }

  SqlResult run(QueryRecord query, Plan plan, Cancellation cancellation) {
    if (!store.hasBucketOf(query.output())) {
      throw new QueryFailedException(
          "The S3 location provided to save your query results is invalid. Please check your S3"
              + " location is correct and is in the same region and try again: "
              + query.output());
    }
    Path draft = drafts.resolve(query.id());
    try {
      SqlResult result = run(query, plan, cancellation, draft);
      if (cancellation.isCancelled()) {
        Files.deleteIfExists(draft);
        return result;
      }
      Path output = store.path(query.output());
      Files.createDirectories(output.getParent());
      Files.move(
          draft, output, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException("could not write the result of query " + query.id(), e);
    }
  }

  private SqlResult run(QueryRecord query, Plan plan, Cancellation cancellation, Path draft)
      throws IOException {
    StartRequest request = query.request();
    if (plan instanceof Plan.Trino trino) {
      return engine.run(
          trino.statement(),
          new QueryContext(query.id(), request.database(), request.output(), request.parameters()),
          draft,
          cancellation);
    }
    DdlResult said = ddl.run(((Plan.Hive) plan).statement(), request.database());
    Files.writeString(draft, said.lines().isEmpty() ? "" : String.join("\n", said.lines()) + "\n");
    return new SqlResult(List.of(new ResultColumn(said.column(), "string")), 0, 0);
  }
}
