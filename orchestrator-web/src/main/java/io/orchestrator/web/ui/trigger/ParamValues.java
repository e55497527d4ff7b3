package io.orchestrator.web.ui.trigger;

import io.orchestrator.web.ui.text.Json;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Values of typed texts. A text of another type is an {@link IllegalArgumentException} with a
 * sentence for the person who typed it.
 */
final class ParamValues {
  private ParamValues() {}

  static Object integer(String text) {
    try {
      BigInteger value = new BigInteger(text);
      return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(text + " is not a whole number.", e);
    }
  }

  static Object decimal(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(text + " is not a number.", e);
    }
  }

  static Object json(String text) {
    return Json.value(text)
        .orElseThrow(() -> new IllegalArgumentException("This is not valid JSON."));
  }
}
