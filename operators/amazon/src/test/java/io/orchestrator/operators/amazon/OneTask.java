package io.orchestrator.operators.amazon;

import io.orchestrator.connection.Connection;
import io.orchestrator.connection.SecretMask;
import io.orchestrator.dag.Dag;
import io.orchestrator.dag.DagBuilder;
import io.orchestrator.execution.AttemptToken;
import io.orchestrator.execution.ExecutionApi.TaskFactsReport;
import io.orchestrator.execution.FinishReport;
import io.orchestrator.execution.PreviousSuccess;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.operator.ProcessLauncher;
import io.orchestrator.task.TaskLog;
import io.orchestrator.task.TaskPorts;
import io.orchestrator.task.TaskRunner;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs one task of a DAG as a worker does, for 2010-01-04, on a clock that moves when it waits. */
final class OneTask implements TaskPorts, TaskLog {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Instant DAY = Instant.parse("2010-01-04T00:00:00Z");
  private final Dag dag;
  private final String taskId;
  private final Map<String, Connection> connections = new HashMap<>();
  final Map<String, String> xcoms = new HashMap<>();
  final List<String> lines = new ArrayList<>();
  final Map<String, Object> notes = new HashMap<>();
  final Map<String, String> rendered = new HashMap<>();
  private final SecretMask secrets = new SecretMask();
  final List<Duration> pauses = new ArrayList<>();
  @Nullable String externalId;
  Consumer<TaskRunner> atPause = runner -> {};
  private @Nullable TaskRunner running;

  OneTask(String taskId, Consumer<DagBuilder> definition) {
    this.taskId = taskId;
    this.dag = Dag.define("test", definition);
  }

  /** Makes {@code aws_default} lead to these addresses. */
  OneTask aws(URI s3, URI athena, String accessKey, String secretKey) {
    Map<String, Object> services =
        Map.of(
            "s3", Map.of("endpoint_url", s3.toString()),
            "athena", Map.of("endpoint_url", athena.toString()));
    connections.put(
        "aws_default",
        Connection.of("aws_default", "aws")
            .withCredentials(accessKey, secretKey)
            .withExtra(Map.of("region_name", "eu-central-1", "service_config", services)));
    return this;
  }

  FinishReport run() {
    TaskRunner runner = new TaskRunner(dag, item(), this);
    running = runner;
    return runner.run();
  }

  /** Runs to success and answers the result. */
  JsonNode result() {
    FinishReport report = run();
    if (report.end() != FinishReport.End.SUCCESS) {
      throw new AssertionError(report.end() + ": " + report.reason() + "\n" + text());
    }
    return JSON.readTree(report.xcoms().getOrDefault("return_value", "null"));
  }

  String text() {
    return String.join("\n", lines);
  }

  private WorkItem item() {
    return new WorkItem(
        new AttemptToken(new UUID(7, 7), new UUID(1, 1)),
        new WorkItem.Task("test", "scheduled__1", taskId, -1, 1),
        new WorkItem.Version(new UUID(9, 9), dag.structureHash(), "0"),
        new WorkItem.Run(DAY, null, Map.of()),
        new WorkItem.Begun(externalId, 1, null),
        DAY,
        new WorkItem.Limits(2, null, Duration.ofSeconds(30)));
  }

  @Override
  public String worker() {
    return "test-worker";
  }

  @Override
  public InstantSource clock() {
    return () -> DAY.plus(pauses.stream().reduce(Duration.ZERO, Duration::plus));
  }

  @Override
  public Duration sinceClaim() {
    return Duration.between(DAY, clock().instant());
  }

  @Override
  public void pause(Duration duration) {
    pauses.add(duration);
    if (running != null) {
      atPause.accept(running);
    }
  }

  @Override
  public TaskLog log() {
    return this;
  }

  @Override
  public void line(Level level, String text) {
    lines.add(level + " " + secrets.mask(text));
  }

  @Override
  public SecretMask secrets() {
    return secrets;
  }

  @Override
  public ProcessLauncher processes() {
    throw new UnsupportedOperationException("no processes in these tests");
  }

  @Override
  public Optional<String> xcom(String fromTask, String key) {
    return Optional.ofNullable(xcoms.get(fromTask + "/" + key));
  }

  @Override
  public Optional<String> variable(String key) {
    return Optional.empty();
  }

  @Override
  public PreviousSuccess previousSuccess() {
    return PreviousSuccess.NONE;
  }

  @Override
  public Optional<Connection> connection(String connectionId) {
    return Optional.ofNullable(connections.get(connectionId));
  }

  @Override
  public void report(TaskFactsReport facts) {
    facts.externalId().ifPresent(id -> externalId = id);
    rendered.putAll(facts.renderedFields());
    notes.putAll(facts.notes());
  }
}
