package io.orchestrator.operator;

import io.orchestrator.connection.Connection;
import io.orchestrator.timetable.DataInterval;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** All that the code of one attempt may know and do. Not safe after the attempt has ended. */
public interface TaskContext {
  String dagId();

  String runId();

  String taskId();

  /** −1 for a task that is not mapped. */
  int mapIndex();

  /** Counts from 1. */
  int tryNumber();

  /** Tries allowed in all, for people: {@code try 2 of 3}. */
  int maxTries();

  /** What the run is for; empty for runs without a logical date. */
  Optional<Instant> logicalDate();

  Optional<DataInterval> dataInterval();

  /** The run's conf as given at the trigger. */
  Map<String, Object> conf();

  /** Params after merging defaults and conf. */
  Map<String, Object> params();

  /** Params as the record the DAG declared. */
  <P> P params(Class<P> type);

  /**
   * The rendered text of a template field declared by {@link Operator#templates}.
   *
   * @throws IllegalArgumentException when the operator did not declare the field
   */
  String rendered(String field);

  /** Renders any other template with the same names. */
  String render(String template);

  /**
   * @throws MissingConnectionException when there is none; the message says how to create it
   */
  Connection connection(String connectionId);

  Optional<Connection> findConnection(String connectionId);

  Optional<String> variable(String key);

  /** The {@code return_value} of a task of this run, converted; empty when it stored none. */
  default <T> Optional<T> xcom(String taskId, Class<T> type) {
    return xcom(taskId, "return_value", type);
  }

  <T> Optional<T> xcom(String taskId, String key, Class<T> type);

  /** Stores a value under a key of this task, visible downstream when the attempt succeeds. */
  void pushXCom(String key, Object value);

  /** Writes a line to the task log; {@code {}} marks are filled in order. */
  void log(String format, Object... args);

  void warn(String format, Object... args);

  void error(String format, Object... args);

  /** Now, by the worker's clock (virtual in tests). */
  Instant now();

  /**
   * Waits, or ends early with {@link InterruptedException} when the attempt is ended from outside.
   */
  void pause(Duration duration) throws InterruptedException;

  /**
   * The id of remote work (a query, a job) that an earlier worker had started and that goes on
   * without it: of this same try, or of the try before when its worker was lost. A new worker
   * re-attaches instead of starting it twice.
   */
  Optional<String> externalId();

  /** Stores the id durably before returning. */
  void rememberExternalId(String externalId);

  /**
   * Idempotency token for remote systems: the same for all workers of this try and for the tries
   * that follow a lost worker; a new one after a try that ended by itself or was cleared.
   */
  String idempotencyKey();

  /** Small facts shown on the task page (query id, bytes scanned). Later puts win. */
  void note(String name, Object value);

  /** Starts operating system processes that end with the attempt. */
  ProcessLauncher processes();
}
