package io.orchestrator.localaws.athena.sql.functions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Regular expressions in Java's syntax, which is the one of Trino. */
final class Regexps {
  private static final int KEPT = 256;
  private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

  private Regexps() {}

  static Pattern pattern(Object regexp) {
    if (PATTERNS.size() > KEPT) {
      PATTERNS.clear();
    }
    return PATTERNS.computeIfAbsent((String) regexp, Regexps::compile);
  }

  private static Pattern compile(String regexp) {
    try {
      return Pattern.compile(regexp);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "INVALID_FUNCTION_ARGUMENT: " + e.getDescription() + " in " + regexp, e);
    }
  }

  static @Nullable String extract(String text, String regexp, int group) {
    Matcher matcher = pattern(regexp).matcher(text);
    checkGroup(matcher, group);
    return matcher.find() ? matcher.group(group) : null;
  }

  /** Where the first match begins, counted from 1. */
  static long place(String text, String regexp) {
    Matcher matcher = pattern(regexp).matcher(text);
    return matcher.find() ? text.codePointCount(0, matcher.start()) + 1L : -1;
  }

  /** A JSON array of the matches. */
  static String extractAll(String text, String regexp, int group) {
    Matcher matcher = pattern(regexp).matcher(text);
    checkGroup(matcher, group);
    List<@Nullable String> found = new ArrayList<>();
    for (MatchResult match : matcher.results().toList()) {
      found.add(match.group(group));
    }
    return Jsons.array(found);
  }

  /** Groups are named as in Java, {@code $1} or {@code ${name}}. */
  static String replace(String text, String regexp, String replacement) {
    try {
      return pattern(regexp).matcher(text).replaceAll(replacement);
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "INVALID_FUNCTION_ARGUMENT: Illegal replacement sequence: " + replacement, e);
    }
  }

  static String split(String text, String regexp) {
    List<@Nullable String> parts = new ArrayList<>();
    int at = 0;
    Matcher matcher = pattern(regexp).matcher(text);
    while (matcher.find()) {
      parts.add(text.substring(at, matcher.start()));
      at = matcher.end();
    }
    parts.add(text.substring(at));
    return Jsons.array(parts);
  }

  private static void checkGroup(Matcher matcher, int group) {
    if (group < 0 || group > matcher.groupCount()) {
      throw new IllegalArgumentException(
          "INVALID_FUNCTION_ARGUMENT: Pattern has "
              + matcher.groupCount()
              + " groups. Cannot access group "
              + group);
    }
  }
}
