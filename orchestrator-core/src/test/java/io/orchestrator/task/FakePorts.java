package io.orchestrator.task;

import io.orchestrator.connection.Connection;
import io.orchestrator.connection.SecretMask;
import io.orchestrator.execution.ExecutionApi.TaskFactsReport;
import io.orchestrator.execution.PreviousSuccess;
import io.orchestrator.operator.ProcessLauncher;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** The world of one attempt in memory, on a clock that only moves when a task waits. */
final class FakePorts implements TaskPorts, TaskLog {
  final Map<String, String> xcoms = new HashMap<>();
  final Map<String, String> variables = new HashMap<>();
  final Map<String, Connection> connections = new HashMap<>();
  final List<TaskFactsReport> reports = new ArrayList<>();
  final List<String> lines = new ArrayList<>();
  final SecretMask secrets = new SecretMask();
  Instant now = Items.CLAIM;
  Duration clockIsAhead = Duration.ZERO;
  PreviousSuccess previousSuccess = PreviousSuccess.NONE;
  @Nullable RuntimeException reportFailure;

  String text() {
    return String.join("\n", lines);
  }

  @Override
  public String worker() {
    return "fake-1";
  }

  @Override
  public InstantSource clock() {
    return () -> now.plus(clockIsAhead);
  }

  @Override
  public Duration sinceClaim() {
    return Duration.between(Items.CLAIM, now);
  }

  @Override
  public void pause(Duration duration) {
    now = now.plus(duration);
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
    return (spec, line) -> {
      line.accept("ran " + spec.command());
      return 0;
    };
  }

  @Override
  public Optional<String> xcom(String taskId, String key) {
    return Optional.ofNullable(xcoms.get(taskId + "/" + key));
  }

  @Override
  public Optional<String> variable(String key) {
    return Optional.ofNullable(variables.get(key));
  }

  @Override
  public PreviousSuccess previousSuccess() {
    return previousSuccess;
  }

  @Override
  public Optional<Connection> connection(String connectionId) {
    return Optional.ofNullable(connections.get(connectionId));
  }

  @Override
  public void report(TaskFactsReport facts) {
    if (reportFailure != null) {
      throw reportFailure;
    }
    reports.add(facts);
  }
}
