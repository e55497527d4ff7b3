package io.orchestrator.testing;

import io.orchestrator.model.ExactJson;
import io.orchestrator.run.Attempt;
import io.orchestrator.run.TaskState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What became of one task instance in a tested run.
 *
 * @param mapIndex −1 when not mapped
 * @param tries how often it was tried; 0 when it never ran
 * @param reason why it is in its state, or what it waits for; may be empty
 * @param attempts its ended tries, oldest first
 * @param rendered template field to its text in the last try
 * @param notes facts its code noted in the last try
 * @param xcoms its values by key, as JSON text
 * @param log lines of all its executions, in order
 */
public record DagTestTask(
    String taskId,
    int mapIndex,
    TaskState state,
    int tries,
    String reason,
    List<Attempt> attempts,
    Map<String, String> rendered,
    Map<String, Object> notes,
    Map<String, String> xcoms,
    List<String> log) {
  private static final JsonMapper MAPPER = ExactJson.builder().build();

  public DagTestTask {
    attempts = List.copyOf(attempts);
    rendered = Map.copyOf(rendered);
    notes = Map.copyOf(notes);
    xcoms = Map.copyOf(xcoms);
    log = List.copyOf(log);
  }

  /** Its result; empty when it stored none. */
  public Optional<Object> result() {
    return xcom("return_value", Object.class);
  }

  /** Its result as the type it was. */
  public <T> Optional<T> result(Class<T> type) {
    return xcom("return_value", type);
  }

  /**
   * A value it pushed; empty when it stored none under the key.
   *
   * @throws IllegalArgumentException when it cannot be read as the type
   */
  public <T> Optional<T> xcom(String key, Class<T> type) {
    return Optional.ofNullable(xcoms.get(key)).map(json -> read(json, key, type));
  }

  private <T> T read(String json, String key, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "XCom %s of task %s cannot be read as %s: %s"
              .formatted(key, taskId, type.getSimpleName(), json),
          e);
    }
  }
}
