package io.orchestrator.localaws.athena.sql.engine;

import io.orchestrator.localaws.athena.catalog.Catalog;
import io.orchestrator.localaws.athena.catalog.ObjectStore;
import io.orchestrator.localaws.athena.error.MalformedQueryException;
import io.orchestrator.localaws.athena.error.QueryFailedException;
import io.orchestrator.localaws.athena.sql.functions.FunctionTable;
import io.orchestrator.localaws.athena.sql.tables.QueryContext;
import io.orchestrator.localaws.athena.sql.tables.ResultColumn;
import io.orchestrator.localaws.athena.sql.tables.SqlResult;
import io.orchestrator.localaws.athena.sql.tables.TableFinder;
import io.orchestrator.localaws.athena.sql.tables.TableWriter;
import io.orchestrator.localaws.athena.sql.tables.Translation;
import io.orchestrator.localaws.athena.sql.writer.Failures;
import io.orchestrator.localaws.athena.sql.writer.Scope;
import io.orchestrator.localaws.athena.sql.writer.SqlWriter;
import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.CreateTableAsSelect;
import io.trino.sql.tree.CreateView;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Insert;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.Statement;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Runs Trino's SQL over the objects of the store. */
public final class SqlEngine implements AutoCloseable {
  private static final Pattern LAST_SEMICOLON = Pattern.compile(";\\s*$");

  private final Catalog catalog;
  private final ObjectStore store;
  private final FunctionTable functions = new FunctionTable();
  private final DuckDb engine;
  private final TableWriter tables;
  private final SqlParser parser = new SqlParser();

  /** Opens an engine that sees the folder of the store and nothing else of the machine. */
  public SqlEngine(Catalog catalog, ObjectStore store, InstantSource clock) throws IOException {
    this.catalog = catalog;
    this.store = store;
    this.engine = new DuckDb(store.root());
    this.tables = new TableWriter(catalog, store, clock);
  }

  /** Reads a statement. */
  public Statement parse(String sql) {
    try {
      String one = LAST_SEMICOLON.matcher(sql).replaceFirst("");
      return Unload.parse(one, parser).orElseGet(() -> parser.createStatement(one));
    } catch (ParsingException e) {
      throw new MalformedQueryException(
          e.getLineNumber(), e.getColumnNumber(), e.getErrorMessage());
    }
  }

  /** Runs a statement; what it selects is in the file afterwards, with a header. */
  public SqlResult run(
      Statement statement, QueryContext context, Path file, Cancellation cancellation) {
    try (DuckDbSession session = engine.open(cancellation)) {
      Scope scope = new Scope(context.database(), Set.of(), parameters(context));
      Translation translation =
          new Translation(new TableFinder(catalog, store, session), functions, scope);
      if (statement instanceof Query query) {
        SqlWriter sql = translation.write(query);
        List<ResultColumn> columns = session.select(sql, rows -> ResultCsv.write(rows, file));
        return new SqlResult(columns, translation.scanned(), 0);
      }
      TableWriter.Work work = new TableWriter.Work(context, translation, session, file);
      if (statement instanceof CreateTableAsSelect create) {
        return tables.create(create, work);
      }
      if (statement instanceof Unload unload) {
        return tables.unload(unload.target(), work);
      }
      if (statement instanceof Insert insert) {
        return tables.insert(insert, work);
      }
      if (statement instanceof CreateView create) {
        return tables.view(create, work);
      }
      throw Failures.unsupported(statement, statement.getClass().getSimpleName());
    }
  }

  private List<Expression> parameters(QueryContext context) {
    return context.parameters().stream().map(this::parameter).toList();
  }

  private Expression parameter(String literal) {
    try {
      return parser.createExpression(literal);
    } catch (ParsingException e) {
      throw new QueryFailedException(
          "INVALID_PARAMETER_USAGE: " + literal + " is not a literal: " + e.getErrorMessage(), e);
    }
  }

  @Override
  public void close() {
    engine.close();
  }
}
