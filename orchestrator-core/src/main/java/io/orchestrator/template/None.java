package io.orchestrator.template;

import com.fasterxml.jackson.annotation.JsonValue;
import com.hubspot.jinjava.util.HasObjectTruthValue;
import org.jspecify.annotations.Nullable;

/**
 * Python's {@code None}: a value that is there and is nothing. The library's null means undefined.
 */
final class None implements HasObjectTruthValue {

  static final None VALUE = new None();

  private None() {}

  static Object orValue(@Nullable Object value) {
    return value == null ? VALUE : value;
  }

  /** What {@code tojson} writes. */
  @JsonValue
  @Nullable Object json() {
    return null;
  }

  @Override
  public boolean getObjectTruthValue() {
    return false;
  }

  @Override
  public String toString() {
    return "None";
  }
}
