package io.orchestrator.task;

import io.orchestrator.execution.XComBounds;
import io.orchestrator.model.ExactJson;
import io.orchestrator.operator.TaskFailedException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Values between tasks as JSON text. */
final class XComJson {
  private static final JsonMapper MAPPER =
      ExactJson.builder()
          .enable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private XComJson() {}

  /**
   * Writes a value.
   *
   * @param what names the value in errors
   * @throws TaskFailedException when it cannot be written as JSON or is too long
   */
  static String write(@Nullable Object value, String what) {
    String json;
    try {
      json = MAPPER.writeValueAsString(value);
    } catch (JacksonException | StackOverflowError e) {
      throw new TaskFailedException(
          ("DAG009: %s (%s) cannot be written as JSON: %s. Return records, lists, maps,"
                  + " texts and numbers; pass a reference (a path, an id) to anything else.")
              .formatted(what, value == null ? "null" : value.getClass().getName(), firstLine(e)),
          e);
    }
    require(XComBounds.ofValue(what, json));
    return json;
  }

  /**
   * Goes on only without a problem.
   *
   * @throws TaskFailedException with the problem
   */
  static void require(Optional<String> problem) {
    if (problem.isPresent()) {
      throw new TaskFailedException(problem.get());
    }
  }

  /**
   * Reads a value.
   *
   * @return null for JSON null
   * @throws TaskFailedException when it does not fit the type
   */
  static <T> @Nullable T read(String json, Class<T> type, String what) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JacksonException e) {
      throw new TaskFailedException(
          ("DAG009: %s cannot be read as %s: %s. Let both tasks use the same type, or clear"
                  + " the upstream task so that it stores the value anew.")
              .formatted(what, type.getSimpleName(), firstLine(e)),
          e);
    }
  }

  /** Values as another type: params as the record a DAG declared. */
  static <T> T convert(Object values, Class<T> type, String what) {
    try {
      return MAPPER.convertValue(values, type);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new TaskFailedException(
          what + " cannot be read as " + type.getSimpleName() + ": " + firstLine(e), e);
    }
  }

  private static String firstLine(Throwable e) {
    String message = e instanceof JacksonException json ? json.getOriginalMessage() : null;
    if (message == null) {
      return e instanceof StackOverflowError ? "it refers to itself" : e.toString();
    }
    return message.lines().findFirst().orElse("");
  }
}
