package io.orchestrator.web.refusal;

import io.orchestrator.web.refusal.Finding.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** What is wrong with a body that cannot be read: at which field, in our own words. */
public final class UnreadBody {
  private UnreadBody() {}

  /** A body that is needed and did not come. */
  public static Finding missing() {
    return Place.BODY.finding("missing", "A JSON object is needed as the body.");
  }

  /** The finding of a body, or of the one field that {@code within} names. */
  public static Finding finding(JacksonException problem, Object... within) {
    List<Object> at = new ArrayList<>(List.of(within));
    problem.getPath().stream().map(UnreadBody::step).forEach(at::add);
    Object[] field = at.toArray();
    if (problem instanceof UnrecognizedPropertyException unknown) {
      return Place.BODY.finding(
          "extra_forbidden", "There is no field \"" + unknown.getPropertyName() + "\".", field);
    }
    if (problem instanceof MismatchedInputException mismatch) {
      Expected expected = Expected.of(mismatch.getTargetType());
      return Place.BODY.finding(expected.type, expected.message, field);
    }
    if (problem instanceof InputCoercionException large) {
      Expected expected = Expected.of(large.getTargetType());
      return Place.BODY.finding(expected.type, expected.message, field);
    }
    return Place.BODY.finding("json_invalid", "It is no JSON" + where(problem) + ".", field);
  }

  private static Object step(Reference step) {
    return step.getPropertyName() == null ? step.getIndex() : step.getPropertyName();
  }

  private static String where(JacksonException problem) {
    TokenStreamLocation at = problem.getLocation();
    return at == null || at.getLineNr() < 1
        ? " that can be read here"
        : " that can be read here, from line %d, column %d"
            .formatted(at.getLineNr(), at.getColumnNr());
  }

  /** FastAPI's word for a type, and ours. */
  private record Expected(String type, String message) {
    private static Expected of(@Nullable Class<?> wanted) {
      Class<?> type = Objects.requireNonNullElse(wanted, Object.class);
      if (type == Boolean.class || type == boolean.class) {
        return new Expected("bool_type", "It must be true or false.");
      }
      if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
        return new Expected("int_type", "It must be a whole number, and not too large.");
      }
      if (type == String.class) {
        return new Expected("string_type", "It must be a text.");
      }
      if (Collection.class.isAssignableFrom(type)) {
        return new Expected("list_type", "It must be a list.");
      }
      boolean object = Map.class.isAssignableFrom(type) || type.isRecord();
      return object || type.getSimpleName().equals("ObjectNode")
          ? new Expected("dict_type", "It must be a JSON object.")
          : new Expected("value_error", "It has a value of another type.");
    }
  }
}
