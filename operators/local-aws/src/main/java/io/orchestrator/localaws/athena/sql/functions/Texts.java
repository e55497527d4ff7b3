package io.orchestrator.localaws.athena.sql.functions;

import java.util.Arrays;
import java.util.regex.Pattern;

/** Functions of texts that the engine has with fewer arguments only. */
final class Texts {
  private Texts() {}

  /** A JSON array of at most so many parts; the last one holds the rest. */
  static String split(String text, String delimiter, int most) {
    if (most < 1) {
      throw new IllegalArgumentException("INVALID_FUNCTION_ARGUMENT: Limit must be positive");
    }
    return Jsons.array(Arrays.asList(text.split(Pattern.quote(delimiter), most)));
  }

  /** Where a part stands for the n-th time, counted from 1, from the end when n is negative. */
  static long place(String text, String part, int n) {
    if (n == 0) {
      throw new IllegalArgumentException("INVALID_FUNCTION_ARGUMENT: 'instance' must not be 0");
    }
    int at = n > 0 ? -1 : text.length();
    for (int i = 0; i < Math.abs(n); i++) {
      at = n > 0 ? text.indexOf(part, at + 1) : text.lastIndexOf(part, at - 1);
      if (at < 0) {
        return 0;
      }
    }
    return text.codePointCount(0, at) + 1L;
  }
}
