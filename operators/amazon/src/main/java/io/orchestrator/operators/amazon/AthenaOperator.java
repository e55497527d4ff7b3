package io.orchestrator.operators.amazon;

import io.orchestrator.operator.Arg;
import io.orchestrator.operator.Operator;
import io.orchestrator.operator.TaskContext;
import io.orchestrator.operator.TaskFailedException;
import io.orchestrator.operator.TaskSkippedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Runs a query in Athena and waits for its end. A killed task cancels its query; a worker that
 * takes over attaches to the running one; a repeated start never runs it twice.
 *
 * <p>The text is a template. Values that people or other tasks give belong into {@link #parameter}:
 * they reach Athena as literals beside the text.
 */
public final class AthenaOperator implements Operator<AthenaResult> {
  private static final int DEFAULT_ROWS = 100;
  private static final int MOST_ROWS = 5_000;
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?");

  private static final String QUERY = "query";
  private static final String DATABASE = "database";
  private static final String OUTPUT = "output_location";
  private static final String CSV = "csv";
  private static final String REASON = "skip_reason";
  private static final String PREPARE = "prepare_";
  private static final String TEXT = "parameter_";
  private static final String DIGITS = "number_";

  private final Map<String, String> templates;
  private final Settings settings;

  private record Settings(
      String workgroup, String connectionId, int maxRows, Optional<Arg<Boolean>> condition) {}

  private AthenaOperator(Map<String, String> templates, Settings settings) {
    this.templates = Collections.unmodifiableMap(templates);
    this.settings = settings;
  }

  /** A query; no database for bare names, workgroup {@code primary}, connection aws_default. */
  public static AthenaOperator query(String sql) {
    Map<String, String> templates = new LinkedHashMap<>();
    templates.put(QUERY, sql);
    templates.put(DATABASE, "");
    templates.put(OUTPUT, "");
    return new AthenaOperator(
        templates, new Settings("primary", Aws.DEFAULT_CONNECTION, DEFAULT_ROWS, Optional.empty()));
  }

  /** The database of bare table names, a template; it must exist already. */
  public AthenaOperator database(String name) {
    return with(DATABASE, name);
  }

  /** Prefix for result files, a template. Keep it apart from the tables' own locations. */
  public AthenaOperator outputLocation(String prefix) {
    return with(OUTPUT, prefix);
  }

  /**
   * A statement to run before the query, a template: for instance {@code CREATE TABLE IF NOT
   * EXISTS}. Several run in the order given. Each must be safe to repeat.
   */
  public AthenaOperator prepare(String sql) {
    return with(PREPARE + (count(PREPARE) + 1), sql);
  }

  /** The value of the next {@code ?}: a template whose result is sent as a quoted text. */
  public AthenaOperator parameter(String template) {
    return with(TEXT + (parameters() + 1), template);
  }

  /** The value of the next {@code ?}: a template whose result must be a number. */
  public AthenaOperator numberParameter(String template) {
    return with(DIGITS + (parameters() + 1), template);
  }

  /**
   * Writes the whole result as one CSV object too, replacing what is there: header line, {@code \n}
   * ends, quotes only where needed. Athena's own result file has a random name and quotes
   * everything.
   *
   * @param address {@code s3://bucket/key}, a template
   */
  public AthenaOperator csv(String address) {
    return with(CSV, address);
  }

  /**
   * Skips the task when the value is false or missing; nothing is asked of Athena then.
   *
   * @param reason shown to people, a template
   */
  public AthenaOperator onlyIf(Arg<Boolean> condition, String reason) {
    return new AthenaOperator(
        with(REASON, reason).templates,
        new Settings(
            settings.workgroup, settings.connectionId, settings.maxRows, Optional.of(condition)));
  }

  /** Most rows in the task's result, 0 to 5,000; all of them are in the output location. */
  public AthenaOperator maxRows(int rows) {
    if (rows < 0 || rows > MOST_ROWS) {
      throw new IllegalArgumentException("maxRows must be 0 to " + MOST_ROWS + ", not " + rows);
    }
    return new AthenaOperator(
        templates,
        new Settings(settings.workgroup, settings.connectionId, rows, settings.condition));
  }

  /** Another workgroup than {@code primary}. */
  public AthenaOperator workgroup(String name) {
    return new AthenaOperator(
        templates, new Settings(name, settings.connectionId, settings.maxRows, settings.condition));
  }

  /** Another connection than {@code aws_default}. */
  public AthenaOperator connection(String id) {
    return new AthenaOperator(
        templates, new Settings(settings.workgroup, id, settings.maxRows, settings.condition));
  }

  @Override
  public AthenaResult execute(TaskContext context) throws Exception {
    if (settings.condition.isPresent()
        && !Boolean.TRUE.equals(settings.condition.get().resolve(context, Boolean.class))) {
      throw new TaskSkippedException(context.rendered(REASON));
    }
    AthenaQuery athena = new AthenaQuery(Aws.athenaSite(context, settings.connectionId), context);
    for (int i = 1; i <= count(PREPARE); i++) {
      athena.run(statement(context, context.rendered(PREPARE + i), List.of()), 0);
    }
    AthenaQuery.Statement statement =
        statement(context, context.rendered(QUERY), literals(context));
    AthenaResult result = athena.run(statement, settings.maxRows);
    if (templates.containsKey(CSV)) {
      S3Address target = S3Address.parse(context.rendered(CSV));
      long rows =
          CsvReport.write(
              athena.pages(result.queryId()), Aws.s3(context, settings.connectionId), target);
      context.log("Wrote {} rows to {}", rows, target);
      context.note("csv", target.toString());
    }
    return result;
  }

  private AthenaQuery.Statement statement(
      TaskContext context, String sql, List<String> parameters) {
    String output = context.rendered(OUTPUT);
    return new AthenaQuery.Statement(
        sql,
        Optional.of(context.rendered(DATABASE)).filter(d -> !d.isBlank()),
        settings.workgroup,
        Optional.of(output).filter(o -> !o.isBlank()),
        parameters);
  }

  private List<String> literals(TaskContext context) {
    List<String> literals = new ArrayList<>();
    for (int i = 1; i <= parameters(); i++) {
      literals.add(
          templates.containsKey(TEXT + i)
              ? quoted(context.rendered(TEXT + i))
              : number(context.rendered(DIGITS + i)));
    }
    return literals;
  }

  @Override
  public void onKill(TaskContext context) {
    context
        .externalId()
        .ifPresent(
            known -> {
              String id = known.substring(known.lastIndexOf(':') + 1);
              Aws.athena(context, settings.connectionId)
                  .stopQueryExecution(q -> q.queryExecutionId(id));
              context.log("Asked Athena to cancel query {}", id);
            });
  }

  @Override
  public Map<String, String> templates() {
    return templates;
  }

  @Override
  public List<Arg<?>> inputs() {
    return settings.condition.<List<Arg<?>>>map(List::of).orElseGet(List::of);
  }

  static String quoted(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  private static String number(String value) {
    if (!NUMBER.matcher(value.strip()).matches()) {
      throw new TaskFailedException(
          "\"" + value + "\" is not a number. The query was not started.");
    }
    return value.strip();
  }

  private int parameters() {
    return count(TEXT) + count(DIGITS);
  }

  private int count(String prefix) {
    return (int) templates.keySet().stream().filter(name -> name.startsWith(prefix)).count();
  }

  private AthenaOperator with(String field, String template) {
    Map<String, String> more = new LinkedHashMap<>(templates);
    more.put(field, template);
    return new AthenaOperator(more, settings);
  }
}
