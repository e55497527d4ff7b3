package io.orchestrator.dag;

import io.orchestrator.model.ExactJson;
import io.orchestrator.operator.TaskFailedException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Turns values that came as JSON back into the Java types that code was compiled for. */
final class Values {
  private static final JsonMapper MAPPER =
      ExactJson.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private Values() {}

  /**
   * @param what names the value in errors
   * @return null for null, except that a wanted Optional is empty then
   */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // T is what the lambda declared
  static <T> @Nullable T convert(@Nullable Object raw, Type type, String what) {
    if (rawClass(type) == Optional.class) {
      return (T) Optional.ofNullable(convert(unwrap(raw), content(type), what));
    }
    if (raw == null || type == Object.class) {
      return (T) raw;
    }
    if (type instanceof Class<?> wanted && wanted.isInstance(raw)) {
      return (T) raw;
    }
    try {
      return (T) MAPPER.convertValue(raw, MAPPER.constructType(type));
    } catch (JacksonException | IllegalArgumentException e) {
      throw new TaskFailedException(mismatch(raw, type, what), e);
    }
  }

  /** A record as JSON-compatible values, by field. */
  static Map<String, Object> asMap(Record value) {
    return MAPPER.convertValue(value, new TypeReference<Map<String, Object>>() {});
  }

  private static String mismatch(Object raw, Type type, String what) {
    return ("DAG009: %s is %s and cannot be read as %s. Let both tasks use the same type, or"
            + " clear the upstream task so that it stores the value anew.")
        .formatted(what, raw.getClass().getSimpleName(), type.getTypeName());
  }

  private static @Nullable Object unwrap(@Nullable Object raw) {
    return raw instanceof Optional<?> optional ? optional.orElse(null) : raw;
  }

  private static Type content(Type optional) {
    return optional instanceof ParameterizedType type
        ? type.getActualTypeArguments()[0]
        : Object.class;
  }

  private static @Nullable Class<?> rawClass(Type type) {
    Type raw = type instanceof ParameterizedType parameterized ? parameterized.getRawType() : type;
    return raw instanceof Class<?> c ? c : null;
  }
}
