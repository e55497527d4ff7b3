package io.orchestrator.web.reading;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What is looked for in a log.
 *
 * @param regex whether the text is a regular expression
 * @param exact whether upper and lower case differ
 */
public record LogQuery(String text, boolean regex, boolean exact) {
  private static final int LONGEST = 1_000;

  /** Characters that a regular expression may look at beside those it must: about a second. */
  private static final long MOST_STEPS = 200_000_000L;

  /** How often it may look at each character of a log. */
  private static final int STEPS_PER_CHARACTER = 50;

  /** Why nothing can be found by it. */
  public Optional<String> problem() {
    if (text.length() > LONGEST) {
      return Optional.of("What is looked for has more than " + LONGEST + " characters.");
    }
    if (!regex) {
      return Optional.empty();
    }
    try {
      Pattern.compile(text);
      return Optional.empty();
    } catch (PatternSyntaxException e) {
      return Optional.of("This is no regular expression: " + e.getDescription() + ".");
    }
  }

  /**
   * Tests lines, one after the other.
   *
   * @throws IllegalArgumentException when there is a {@link #problem}
   */
  Predicate<String> test() {
    if (!regex) {
      return exact ? line -> line.contains(text) : this::isIn;
    }
    int flags = exact ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    Pattern pattern = Pattern.compile(text, flags);
    Steps steps = new Steps();
    return line -> {
      steps.left += (long) STEPS_PER_CHARACTER * line.length();
      return pattern.matcher(new CountedText(line, steps)).find();
    };
  }

  /** Case aside; many times faster than an expression. */
  private boolean isIn(String line) {
    if (text.isEmpty()) {
      return true;
    }
    char lower = Character.toLowerCase(text.charAt(0));
    char upper = Character.toUpperCase(text.charAt(0));
    for (int at = 0; at <= line.length() - text.length(); at++) {
      char c = line.charAt(at);
      if ((c == lower || c == upper) && line.regionMatches(true, at, text, 0, text.length())) {
        return true;
      }
    }
    return false;
  }

  /** A regular expression needed more steps than it may have. */
  static final class TooManyStepsException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final class Steps {
    private long left = MOST_STEPS;

    void take() {
      if (left-- <= 0) {
        throw new TooManyStepsException();
      }
    }
  }

  /** A text that knows how often it was looked at: some expressions never come to an end. */
  private record CountedText(CharSequence text, Steps steps) implements CharSequence {
    @Override
    public char charAt(int index) {
      steps.take();
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
