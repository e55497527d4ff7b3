package io.orchestrator.localaws.athena.sql.functions;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON functions with Trino's results. Paths have members and positions, no wildcards. */
final class Jsons {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();
  private static final Pattern STEP =
      Pattern.compile("\\.([A-Za-z_][\\w$-]*)|\\[(\\d+)]|\\[\"([^\"]*)\"]|\\['([^']*)']");

  private Jsons() {}

  static String array(List<@Nullable String> texts) {
    return JSON.writeValueAsString(texts);
  }

  static List<@Nullable String> texts(String array) {
    List<@Nullable String> texts = new ArrayList<>();
    JSON.readTree(array).forEach(node -> texts.add(node.isNull() ? null : node.asString()));
    return texts;
  }

  /** A value of JSON as a text, as a cast gives it: without quotes, and null for null. */
  static @Nullable String text(String json) {
    JsonNode node = JSON.readTree(json);
    if (node.isContainer()) {
      throw new IllegalArgumentException(
          "INVALID_CAST_ARGUMENT: Cannot cast '" + json + "' to varchar");
    }
    return node.isNull() ? null : node.asString();
  }

  /** The document as Trino writes it: no blanks, members by name. */
  static String parse(String text) {
    try {
      return canonical(JSON.readTree(text));
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "INVALID_FUNCTION_ARGUMENT: Cannot convert value to JSON: '" + text + "'", e);
    }
  }

  private static String canonical(JsonNode node) {
    return JSON.writeValueAsString(JSON.treeToValue(node, Object.class));
  }

  static @Nullable String extract(String text, String path) {
    JsonNode found = find(text, path);
    return found == null ? null : canonical(found);
  }

  static @Nullable String scalar(String text, String path) {
    JsonNode found = find(text, path);
    return found == null || found.isContainer() || found.isNull() ? null : found.asString();
  }

  static @Nullable Long length(String text) {
    JsonNode root = find(text, "$");
    return root == null || !root.isArray() ? null : (long) root.size();
  }

  static @Nullable Long size(String text, String path) {
    JsonNode found = find(text, path);
    return found == null ? null : (long) found.size();
  }

  private static @Nullable JsonNode find(String text, String path) {
    List<Object> steps = steps(path);
    JsonNode at;
    try {
      at = JSON.readTree(text);
    } catch (JacksonException expected) {
      // Trino answers null for what is not JSON.
      return null;
    }
    for (Object step : steps) {
      at = step instanceof Integer place ? at.path(place) : member(at, (String) step);
    }
    return at.isMissingNode() ? null : at;
  }

  private static JsonNode member(JsonNode node, String name) {
    return node.isArray() && name.matches("\\d{1,9}")
        ? node.path(Integer.parseInt(name))
        : node.path(name);
  }

  private static List<Object> steps(String path) {
    List<Object> steps = new ArrayList<>();
    String rest = path.startsWith("$") ? path.substring(1) : "." + path;
    Matcher matcher = STEP.matcher(rest);
    int at = 0;
    while (at < rest.length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw new IllegalArgumentException(
            "INVALID_FUNCTION_ARGUMENT: Invalid JSON path: '" + path + "'");
      }
      if (matcher.group(1) != null) {
        steps.add(matcher.group(1));
      } else if (matcher.group(2) != null) {
        steps.add(Integer.valueOf(matcher.group(2)));
      } else {
        steps.add(matcher.group(3) != null ? matcher.group(3) : matcher.group(4));
      }
      at = matcher.end();
    }
    return steps;
  }
}
