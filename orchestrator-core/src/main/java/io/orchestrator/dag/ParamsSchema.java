package io.orchestrator.dag;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The JSON Schema (2020-12) of a record of params. {@code propertyOrder} keeps the order of the
 * fields for forms, because JSON objects have none.
 */
final class ParamsSchema {
  private static final Set<Class<?>> INTEGERS =
      Set.of(int.class, long.class, short.class, Integer.class, Long.class, Short.class);
  private static final Set<Class<?>> NUMBERS =
      Set.of(double.class, float.class, Double.class, Float.class, java.math.BigDecimal.class);
  private static final Set<Class<?>> BOOLEANS = Set.of(boolean.class, Boolean.class);

  private ParamsSchema() {}

  static Map<String, Object> of(Class<? extends Record> type) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (RecordComponent field : type.getRecordComponents()) {
      properties.put(field.getName(), field(field));
      if (field.getType() != Optional.class) {
        required.add(field.getName());
      }
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put("required", required);
    schema.put("propertyOrder", List.copyOf(properties.keySet()));
    return schema;
  }

  private static Map<String, Object> field(RecordComponent field) {
    Map<String, Object> schema = new LinkedHashMap<>(type(valueType(field)));
    Param limits = field.getAnnotation(Param.class);
    if (limits != null) {
      describe(schema, limits);
    }
    return schema;
  }

  private static Class<?> valueType(RecordComponent field) {
    return field.getType() == Optional.class
            && field.getGenericType() instanceof ParameterizedType optional
            && optional.getActualTypeArguments()[0] instanceof Class<?> content
        ? content
        : field.getType();
  }

  private static Map<String, Object> type(Class<?> type) {
    if (INTEGERS.contains(type)) {
      return Map.of("type", "integer");
    }
    if (NUMBERS.contains(type)) {
      return Map.of("type", "number");
    }
    if (BOOLEANS.contains(type)) {
      return Map.of("type", "boolean");
    }
    if (type.isEnum()) {
      return Map.of("type", "string", "enum", names(type));
    }
    if (type == LocalDate.class) {
      return Map.of("type", "string", "format", "date");
    }
    if (type == Instant.class || type == OffsetDateTime.class) {
      return Map.of("type", "string", "format", "date-time");
    }
    if (Collection.class.isAssignableFrom(type) || type.isArray()) {
      return Map.of("type", "array");
    }
    if (Map.class.isAssignableFrom(type) || type.isRecord()) {
      return Map.of("type", "object");
    }
    return type == String.class ? Map.of("type", "string") : Map.of();
  }

  private static List<String> names(Class<?> type) {
    return Arrays.stream(type.getEnumConstants()).map(c -> ((Enum<?>) c).name()).toList();
  }

  private static void describe(Map<String, Object> schema, Param limits) {
    if (!limits.title().isEmpty()) {
      schema.put("title", limits.title());
    }
    if (!limits.description().isEmpty()) {
      schema.put("description", limits.description());
    }
    if (limits.oneOf().length > 0) {
      schema.put("enum", List.of(limits.oneOf()));
    }
    if (limits.min() > Double.NEGATIVE_INFINITY) {
      schema.put("minimum", number(limits.min()));
    }
    if (limits.max() < Double.POSITIVE_INFINITY) {
      schema.put("maximum", number(limits.max()));
    }
  }

  private static Number number(double value) {
    if (value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE) {
      return (int) value;
    }
    return value;
  }
}
