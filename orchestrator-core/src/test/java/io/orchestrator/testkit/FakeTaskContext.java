package io.orchestrator.testkit;

import io.orchestrator.connection.Connection;
import io.orchestrator.execution.PreviousSuccess;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.operator.MissingConnectionException;
import io.orchestrator.operator.ProcessLauncher;
import io.orchestrator.operator.TaskContext;
import io.orchestrator.template.ConnectionView;
import io.orchestrator.template.TemplateContext;
import io.orchestrator.template.TemplateEngine;
import io.orchestrator.template.TemplateLookups;
import io.orchestrator.timetable.DataInterval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * A task context for operator tests: the daily run of 2026-01-02 of {@code dag.task}, with what a
 * test puts in and everything the operator did to look at. Fields are open on purpose.
 */
public final class FakeTaskContext implements TaskContext {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final TemplateEngine TEMPLATES = new TemplateEngine();

  public Optional<Instant> logicalDate = Optional.of(Instant.parse("2026-01-02T00:00:00Z"));
  public Instant now = Instant.parse("2026-01-03T00:00:05Z");
  public String runId = "scheduled__2026-01-02T00:00:00+00:00";
  public Map<String, Object> params = new HashMap<>();
  public Map<String, Object> conf = new HashMap<>();
  public Map<String, Connection> connections = new HashMap<>();
  public Map<String, String> variables = new HashMap<>();
  public Map<String, Object> xcoms = new HashMap<>();
  public Optional<String> externalId = Optional.empty();

  /** The operator's {@code templates()}. */
  public Map<String, String> templates = Map.of();

  /** Lines written to the log, levels left out. */
  public final List<String> lines = new ArrayList<>();

  public final Map<String, Object> notes = new HashMap<>();
  public final Map<String, Object> pushed = new HashMap<>();
  public final List<Duration> pauses = new ArrayList<>();

  public ProcessLauncher launcher =
      (spec, line) -> {
        throw new UnsupportedOperationException("this test runs no programs");
      };

  @Override
  public String dagId() {
    return "dag";
  }

  @Override
  public String runId() {
    return runId;
  }

  @Override
  public String taskId() {
    return "task";
  }

  @Override
  public int mapIndex() {
    return -1;
  }

  @Override
  public int tryNumber() {
    return 1;
  }

  @Override
  public int maxTries() {
    return 1;
  }

  @Override
  public Optional<Instant> logicalDate() {
    return logicalDate;
  }

  @Override
  public Optional<DataInterval> dataInterval() {
    return logicalDate.map(date -> new DataInterval(date, date.plus(Duration.ofDays(1))));
  }

  @Override
  public Map<String, Object> conf() {
    return conf;
  }

  @Override
  public Map<String, Object> params() {
    return params;
  }

  @Override
  public <P> P params(Class<P> type) {
    return MAPPER.convertValue(params, type);
  }

  @Override
  public String rendered(String field) {
    String template = templates.get(field);
    if (template == null) {
      throw new IllegalArgumentException("no template field " + field);
    }
    return render(template);
  }

  @Override
  public String render(String template) {
    return TEMPLATES.render(
        template,
        new TemplateContext(
            new WorkItem.Task(dagId(), runId(), taskId(), -1, 1),
            new WorkItem.Run(logicalDate.orElse(null), dataInterval().orElse(null), conf),
            params,
            PreviousSuccess.NONE,
            new Lookups()));
  }

  @Override
  public Connection connection(String connectionId) {
    return findConnection(connectionId)
        .orElseThrow(() -> new MissingConnectionException(connectionId));
  }

  @Override
  public Optional<Connection> findConnection(String connectionId) {
    return Optional.ofNullable(connections.get(connectionId));
  }

  @Override
  public Optional<String> variable(String key) {
    return Optional.ofNullable(variables.get(key));
  }

  @Override
  public <T> Optional<T> xcom(String taskId, String key, Class<T> type) {
    return Optional.ofNullable(xcoms.get(taskId + "/" + key))
        .map(value -> MAPPER.convertValue(value, type));
  }

  @Override
  public void pushXCom(String key, Object value) {
    pushed.put(key, value);
  }

  @Override
  public void log(String format, Object... args) {
    String line = format;
    for (Object arg : args) {
      int mark = line.indexOf("{}");
      line = mark < 0 ? line : line.substring(0, mark) + arg + line.substring(mark + 2);
    }
    lines.add(line);
  }

  @Override
  public void warn(String format, Object... args) {
    log(format, args);
  }

  @Override
  public void error(String format, Object... args) {
    log(format, args);
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public void pause(Duration duration) {
    pauses.add(duration);
    now = now.plus(duration);
  }

  @Override
  public Optional<String> externalId() {
    return externalId;
  }

  @Override
  public void rememberExternalId(String id) {
    externalId = Optional.of(id);
  }

  @Override
  public String idempotencyKey() {
    return "key-1";
  }

  @Override
  public void note(String name, Object value) {
    notes.put(name, value);
  }

  @Override
  public ProcessLauncher processes() {
    return launcher;
  }

  private final class Lookups implements TemplateLookups {
    @Override
    public Optional<String> variable(String key) {
      return FakeTaskContext.this.variable(key);
    }

    @Override
    public Optional<ConnectionView> connection(String id) {
      return findConnection(id)
          .map(
              c ->
                  new ConnectionView(
                      c.connType(), c.host(), c.port(), c.login(), c.password(), c.schema(), null));
    }

    @Override
    public Optional<Object> xcom(String taskId, String key) {
      return Optional.ofNullable(xcoms.get(taskId + "/" + key));
    }
  }
}
