package io.orchestrator.dag;

import io.orchestrator.connection.Connection;
import io.orchestrator.operator.MissingConnectionException;
import io.orchestrator.operator.ProcessLauncher;
import io.orchestrator.operator.TaskContext;
import io.orchestrator.operator.TaskOutcome;
import io.orchestrator.timetable.DataInterval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A context for one DAG whose XComs really become JSON text and are read back from it. */
final class RecordingContext implements TaskContext {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private final Dag dag;
  private final Map<String, String> xcoms = new HashMap<>();
  private final List<String> lines = new ArrayList<>();
  private String current = "";

  RecordingContext(Dag dag) {
    this.dag = dag;
  }

  /** Runs one task and stores its result. */
  TaskOutcome run(String taskId) throws Exception {
    current = taskId;
    TaskOutcome outcome = dag.body(taskId).run(this);
    if (outcome instanceof TaskOutcome.Success success && success.result() != null) {
      xcoms.put(taskId, MAPPER.writeValueAsString(success.result()));
    }
    return outcome;
  }

  /** The result of a task as stored, absent when it stored none. */
  @Nullable Object result(String taskId) {
    String json = xcoms.get(taskId);
    return json == null ? null : MAPPER.readValue(json, Object.class);
  }

  List<String> lines() {
    return lines;
  }

  @Override
  public <T> Optional<T> xcom(String taskId, String key, Class<T> type) {
    return Optional.ofNullable(xcoms.get(taskId)).map(json -> MAPPER.readValue(json, type));
  }

  @Override
  public Map<String, Object> params() {
    return dag.model().params();
  }

  @Override
  public <P> P params(Class<P> type) {
    return MAPPER.convertValue(params(), type);
  }

  @Override
  public void log(String format, Object... args) {
    String line = format;
    for (Object arg : args) {
      line = line.replaceFirst("\\{}", String.valueOf(arg));
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
  public String dagId() {
    return dag.model().dagId();
  }

  @Override
  public String runId() {
    return "manual__1";
  }

  @Override
  public String taskId() {
    return current;
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
    return Optional.empty();
  }

  @Override
  public Optional<DataInterval> dataInterval() {
    return Optional.empty();
  }

  @Override
  public Map<String, Object> conf() {
    return Map.of();
  }

  @Override
  public String rendered(String field) {
    throw new IllegalArgumentException(field);
  }

  @Override
  public String render(String template) {
    return template;
  }

  @Override
  public Connection connection(String connectionId) {
    throw new MissingConnectionException(connectionId);
  }

  @Override
  public Optional<Connection> findConnection(String connectionId) {
    return Optional.empty();
  }

  @Override
  public Optional<String> variable(String key) {
    return Optional.empty();
  }

  @Override
  public void pushXCom(String key, Object value) {
    xcoms.put(current + "/" + key, MAPPER.writeValueAsString(value));
  }

  @Override
  public Instant now() {
    return Instant.EPOCH;
  }

  @Override
  public void pause(Duration duration) {}

  @Override
  public Optional<String> externalId() {
    return Optional.empty();
  }

  @Override
  public void rememberExternalId(String externalId) {}

  @Override
  public String idempotencyKey() {
    return "key";
  }

  @Override
  public void note(String name, Object value) {}

  @Override
  public ProcessLauncher processes() {
    throw new UnsupportedOperationException("no processes in this test");
  }
}
