package io.orchestrator.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks params against the part of JSON Schema that {@link DagModel#paramsSchema} uses: type,
 * enum, minimum, maximum, format, required.
 */
public final class ParamCheck {
  private ParamCheck() {}

  /**
   * A value that is not allowed.
   *
   * @param field name of the param
   * @param message what is wrong and what is allowed
   */
  public record ParamProblem(String field, String message) {}

  /**
   * Params of one run.
   *
   * @param params the defaults with the conf laid over them; further keys of the conf are kept, for
   *     runs that were made before a param was taken away
   * @param problems empty when the run may be created
   */
  public record Merged(Map<String, Object> params, List<ParamProblem> problems) {
    public boolean valid() {
      return problems.isEmpty();
    }
  }

  /** Lays a run's conf over the DAG's defaults and checks the result. */
  public static Merged merge(DagModel model, Map<String, Object> conf) {
    Map<String, Object> params = new LinkedHashMap<>(model.params());
    params.putAll(conf);
    return new Merged(Collections.unmodifiableMap(params), check(model.paramsSchema(), params));
  }

  /** Every value that the schema does not allow. */
  public static List<ParamProblem> check(Map<String, Object> schema, Map<String, Object> params) {
    List<ParamProblem> problems = new ArrayList<>();
    Collection<?> required = schema.get("required") instanceof Collection<?> c ? c : List.of();
    map(schema.get("properties"))
        .forEach(
            (name, field) -> {
              Object value = params.get(name);
              boolean absentAllowed = !required.contains(name);
              if (value == null && !absentAllowed) {
                problems.add(new ParamProblem(name, "param " + name + " needs a value"));
              } else if (value != null) {
                fault(name, map(field), value).ifPresent(problems::add);
              }
            });
    return problems;
  }

  private static Optional<ParamProblem> fault(
      String name, Map<String, Object> field, Object value) {
    String type = String.valueOf(field.getOrDefault("type", "any"));
    if (!hasType(type, value)) {
      return problem(name, value, "is not of type " + type);
    }
    if (field.get("enum") instanceof Collection<?> allowed && !allowed.contains(value)) {
      return problem(name, value, "is none of " + allowed);
    }
    if (value instanceof Number number) {
      return range(name, field, decimal(number));
    }
    if (field.get("format") instanceof String format && !hasFormat(format, value.toString())) {
      return problem(name, value, "is not a " + format + " such as " + example(format));
    }
    return Optional.empty();
  }

  private static Optional<ParamProblem> range(
      String name, Map<String, Object> field, BigDecimal value) {
    if (field.get("minimum") instanceof Number least && value.compareTo(decimal(least)) < 0) {
      return problem(name, value, "is less than the minimum " + least);
    }
    if (field.get("maximum") instanceof Number most && value.compareTo(decimal(most)) > 0) {
      return problem(name, value, "is greater than the maximum " + most);
    }
    return Optional.empty();
  }

  private static BigDecimal decimal(Number number) {
    return new BigDecimal(number.toString());
  }

  private static boolean hasType(String type, Object value) {
    return switch (type) {
      case "integer" ->
          value instanceof Integer || value instanceof Long || value instanceof BigInteger;
      case "number" -> value instanceof Number number && Double.isFinite(number.doubleValue());
      case "boolean" -> value instanceof Boolean;
      case "string" -> value instanceof String;
      case "array" -> value instanceof Collection<?>;
      case "object" -> value instanceof Map<?, ?>;
      default -> true;
    };
  }

  private static boolean hasFormat(String format, String text) {
    try {
      if (format.equals("date")) {
        LocalDate.parse(text);
      } else if (format.equals("date-time")) {
        OffsetDateTime.parse(text);
      }
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static String example(String format) {
    return format.equals("date") ? "2010-01-31" : Instant.EPOCH.toString();
  }

  private static Optional<ParamProblem> problem(String name, Object value, String what) {
    return Optional.of(new ParamProblem(name, "param " + name + ": " + value + " " + what));
  }

  private static Map<String, Object> map(@Nullable Object value) {
    Map<String, Object> result = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> entries) {
      entries.forEach((key, entry) -> result.put(String.valueOf(key), entry));
    }
    return result;
  }
}
