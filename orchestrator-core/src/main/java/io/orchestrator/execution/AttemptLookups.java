package io.orchestrator.execution;

import io.orchestrator.connection.Connection;
import io.orchestrator.template.ConnectionView;
import io.orchestrator.template.TemplateLookups;
import java.util.Map;
import java.util.Optional;

/** Finds values for code and templates; whatever is secret is known to the log before its use. */
final class AttemptLookups implements TemplateLookups {
  private final String taskId;
  private final TaskPorts ports;
  private final SecretMask secrets;
  private final Map<String, String> own;

  /**
   * @param own XComs this attempt pushed so far: the server knows them only when it has ended
   */
  AttemptLookups(String taskId, TaskPorts ports, SecretMask secrets, Map<String, String> own) {
    this.taskId = taskId;
    this.ports = ports;
    this.secrets = secrets;
    this.own = own;
  }

  @Override
  public Optional<String> variable(String key) {
    Optional<String> found = ports.variable(key);
    found.ifPresent(text -> secrets.learnIfSecret(key, text));
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
    Optional<Connection> found = ports.connection(connectionId);
    found.ifPresent(secrets::learn);
    return found;
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
