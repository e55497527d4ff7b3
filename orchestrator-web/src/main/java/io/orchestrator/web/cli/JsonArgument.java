package io.orchestrator.web.cli;

import io.orchestrator.model.ExactJson;
import io.orchestrator.web.refusal.UnreadBody;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/** A JSON object given on the command line. */
final class JsonArgument {
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private JsonArgument() {}

  /** Empty when nothing was given. */
  static Map<String, Object> object(String option, @Nullable String text) {
    if (text == null) {
      return Map.of();
    }
    try {
      return ExactJson.builder().build().readValue(text, OBJECT);
    } catch (JacksonException e) {
      throw new CommandFailure(
          option + " is not a JSON object. " + UnreadBody.finding(e).msg() + " Nothing was run.",
          "Write it as '{\"name\": \"value\"}'.",
          e);
    }
  }
}
