package io.orchestrator.task;

import io.orchestrator.connection.Connection;
import io.orchestrator.connection.SecretMask;
import io.orchestrator.template.ConnectionView;
import io.orchestrator.template.TemplateLookups;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Finds values for code and templates; whatever is secret is known to the log before its use.
 *
 * <p>Variables and connections are asked for anew each time, until the attempt is ended. Then
 * {@code onKill} gets what the task got last: it must reach the same place as the task, and the
 * server answers nothing about an attempt that was taken away, or cannot be reached.
 */
final class AttemptLookups implements TemplateLookups {
  private final String taskId;
  private final TaskPorts ports;
  private final SecretMask secrets;
  private final Map<String, String> own;
  private final Map<String, Optional<String>> variables = new ConcurrentHashMap<>();
  private final Map<String, Optional<Connection>> connections = new ConcurrentHashMap<>();
  private volatile boolean ended;

  /**
   * @param own XComs this attempt pushed so far: the server knows them only when it has ended
   */
  AttemptLookups(String taskId, TaskPorts ports, Map<String, String> own) {
    this.taskId = taskId;
    this.ports = ports;
    this.secrets = ports.log().secrets();
    this.own = own;
  }

  /** From now on what was answered once is answered again. */
  void end() {
    ended = true;
  }

  @Override
  public Optional<String> variable(String key) {
    Optional<String> found = told(variables, key, ports::variable);
    found.ifPresent(text -> secrets.learnVariable(key, text));
    return found;
  }

  @Override
  public Optional<ConnectionView> connection(String connectionId) {
    return find(connectionId).map(AttemptLookups::view);
  }

  @Override
  public Optional<Object> xcom(String fromTask, String key) {
    return xcomJson(fromTask, key)
        .map(json -> XComJson.read(json, Object.class, "XCom " + key + " of task " + fromTask));
  }

  Optional<Connection> find(String connectionId) {
    Optional<Connection> found = told(connections, connectionId, ports::connection);
    found.ifPresent(secrets::learn);
    return found;
  }

  private <T> Optional<T> told(
      Map<String, Optional<T>> before, String name, Function<String, Optional<T>> question) {
    if (!ended) {
      before.put(name, question.apply(name));
    }
    return before.computeIfAbsent(name, question);
  }

  Optional<String> xcomJson(String fromTask, String key) {
    String mine = fromTask.equals(taskId) ? own.get(key) : null;
    return mine == null ? ports.xcom(fromTask, key) : Optional.of(mine);
  }

  private static ConnectionView view(Connection connection) {
    return new ConnectionView(
        connection.connType(),
        connection.host(),
        connection.port(),
        connection.login(),
        connection.password(),
        connection.schema(),
        connection.extra().isEmpty() ? null : XComJson.write(connection.extra(), "extra"));
  }
}
