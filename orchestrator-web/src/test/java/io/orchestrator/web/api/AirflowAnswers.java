package io.orchestrator.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Airflow's own clients demand of an answer: required fields, types, enums and nulls, from
 * {@code airflow/answers.txt}. Its Python client raises where one of them is missing, also when the
 * call has been carried out.
 */
final class AirflowAnswers {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private final Map<String, Map<String, String>> schemas = new LinkedHashMap<>();
  private final Map<String, Set<String>> enums = new LinkedHashMap<>();
  private final Map<Pattern, String> answers = new LinkedHashMap<>();

  AirflowAnswers() throws IOException {
    try (InputStream in = AirflowAnswers.class.getResourceAsStream("airflow/answers.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      text.lines().filter(line -> !line.isEmpty() && !line.startsWith("#")).forEach(this::learn);
    }
  }

  private void learn(String line) {
    String[] words = line.split(" ");
    List<String> rest = List.of(words).subList(2, words.length);
    switch (words[0]) {
      case "schema" -> {
        Map<String, String> fields = new LinkedHashMap<>();
        rest.forEach(f -> fields.put(f.substring(0, f.indexOf(':')), f.split(":", 2)[1]));
        schemas.put(words[1], fields);
      }
      case "enum" -> enums.put(words[1], Set.copyOf(rest));
      default ->
          answers.put(Pattern.compile(words[1] + " " + words[2].replace("{}", "[^/]+")), words[3]);
    }
  }

  /** Fails when a client of Airflow could not read this answer of ours. */
  void require(HttpResponse<String> answer) {
    String path = answer.uri().getRawPath();
    String call = answer.request().method() + " " + path;
    boolean ours = path.startsWith("/api/") || path.startsWith("/auth/");
    // What a probe asks for is a report with any status, and no refusal.
    if (!ours || answer.statusCode() == 204 || path.equals("/api/x1/health/ready")) {
      return;
    }
    String type = answer.headers().firstValue("Content-Type").orElse("");
    String says = call + " " + answer.statusCode() + " " + type + " " + answer.body();
    if (answer.statusCode() >= 400) {
      // One of Airflow's clients compares the header with exactly this text.
      assertThat(type).as(says).isEqualTo("application/json");
      String schema = answer.statusCode() == 422 ? "HTTPValidationError" : "HTTPExceptionResponse";
      assertThat(problems(schema, read(answer))).as(says).isEmpty();
    } else if (path.startsWith("/api/v2/") && type.startsWith("application/json")) {
      assertThat(problems(schemaOf(call), read(answer))).as(says).isEmpty();
    }
  }

  private String schemaOf(String call) {
    return answers.entrySet().stream()
        .filter(e -> e.getKey().matcher(call).matches())
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new AssertionError("Nothing is known of the answer of " + call));
  }

  private static JsonNode read(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (JacksonException e) {
      throw new AssertionError("No JSON: " + answer.body(), e);
    }
  }

  private List<String> problems(String schema, JsonNode body) {
    List<String> problems = new ArrayList<>();
    check("$", schema, body, problems);
    return problems;
  }

  private void check(String at, String type, JsonNode value, List<String> problems) {
    if (type.contains("|")) {
      boolean fits = Arrays.stream(type.split("\\|")).anyMatch(t -> problems(t, value).isEmpty());
      require(fits, at, type, value, problems);
    } else if (type.endsWith("?")) {
      if (!value.isNull()) {
        check(at, type.substring(0, type.length() - 1), value, problems);
      }
    } else if (type.endsWith("[]")) {
      require(value.isArray(), at, type, value, problems);
      String of = type.substring(0, type.length() - 2);
      value.valueStream().forEach(item -> check(at + "[]", of, item, problems));
    } else if (schemas.containsKey(type)) {
      require(value.isObject(), at, type, value, problems);
      fields(at, Objects.requireNonNull(schemas.get(type)), value, problems);
    } else {
      require(plain(type, value), at, type, value, problems);
    }
  }

  private void fields(
      String at, Map<String, String> fields, JsonNode value, List<String> problems) {
    fields.forEach(
        (name, type) -> {
          JsonNode field = value.get(name);
          if (field != null) {
            check(at + "." + name, type.replace("!", ""), field, problems);
          } else if (!type.endsWith("!")) {
            problems.add(at + "." + name + " is missing");
          }
        });
  }

  private boolean plain(String type, JsonNode value) {
    return switch (type) {
      case "any" -> true;
      case "obj" -> value.isObject();
      case "bool" -> value.isBoolean();
      case "int" -> value.isIntegralNumber();
      case "num" -> value.isNumber();
      case "str" -> value.isString();
      case "uuid" -> value.isString() && UUID_TEXT.matcher(value.asString()).matches();
      case "dt" -> value.isString() && moment(value.asString());
      default ->
          value.isString()
              && Objects.requireNonNull(enums.get(type), type).contains(value.asString());
    };
  }

  private static boolean moment(String text) {
    try {
      return text.endsWith("Z") && Instant.parse(text).toString() != null;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static void require(
      boolean fits, String at, String type, JsonNode value, List<String> problems) {
    if (!fits) {
      problems.add(at + " is no " + type + ": " + value);
    }
  }
}
