package io.orchestrator.operators.standard;

import io.orchestrator.operators.standard.ShellPlace.Quoting;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Walks through a bash script and replaces marks by what stands for them, knowing the quotes around
 * each. It may be wrong about exotic scripts; then a value is split or shown as a name, but never
 * becomes code, because what it is replaced by is a reference and not the value.
 */
final class ShellScanner {
  /** A mark is OPEN, anything, CLOSE. */
  static final char OPEN = '\u0001';

  static final char CLOSE = '\u0002';

  private static final Pattern HEREDOC = Pattern.compile("<<(-?)[ \\t]*(['\"\\\\]?)([\\w.-]+)\\2?");

  private final String script;
  private final BiFunction<String, ShellPlace, String> filler;
  private final StringBuilder out = new StringBuilder();
  private final Deque<Frame> frames = new ArrayDeque<>();
  private final Deque<String> heredocs = new ArrayDeque<>();
  private int at;
  private int commandStart;

  /** What can be open, and what it means for a value in it. */
  private enum Frame {
    COMMAND(Quoting.PLAIN),
    DOUBLE(Quoting.DOUBLE),
    SINGLE(Quoting.SINGLE),
    ANSI(Quoting.SINGLE),
    COMMENT(Quoting.COMMENT),
    BACKTICKS(Quoting.BACKTICKS),
    BRACES(Quoting.CALCULATION),
    CALCULATION(Quoting.CALCULATION),
    PARENTHESES(Quoting.CALCULATION),
    HEREDOC(Quoting.HEREDOC);

    private final Quoting quoting;

    Frame(Quoting quoting) {
      this.quoting = quoting;
    }
  }

  private ShellScanner(String script, BiFunction<String, ShellPlace, String> filler) {
    this.script = script;
    this.filler = filler;
    frames.push(Frame.COMMAND);
  }

  /**
   * @param filler gets the content of a mark and its place
   */
  static String fill(String script, BiFunction<String, ShellPlace, String> filler) {
    ShellScanner scanner = new ShellScanner(script, filler);
    while (scanner.at < script.length()) {
      scanner.step();
    }
    return scanner.out.toString();
  }

  private void step() {
    char next = script.charAt(at);
    if (next == OPEN) {
      int end = script.indexOf(CLOSE, at);
      String content = script.substring(at + 1, end);
      out.append(filler.apply(content, new ShellPlace(quoting(), out.substring(commandStart))));
      at = end + 1;
      return;
    }
    switch (frames.getFirst()) {
      case COMMAND -> command(next);
      case DOUBLE -> inDouble(next);
      case SINGLE -> close(next, '\'', false);
      case ANSI -> close(next, '\'', true);
      case BACKTICKS -> close(next, '`', true);
      case BRACES -> braces(next);
      case CALCULATION -> calculation(next);
      case PARENTHESES -> parentheses(next);
      case COMMENT -> comment(next);
      case HEREDOC -> heredoc(next);
    }
  }

  /** What is around double quotes decides; in a command they count themselves. */
  private Quoting quoting() {
    Frame around = frames.stream().filter(f -> f != Frame.DOUBLE).findFirst().orElse(Frame.COMMAND);
    return around == Frame.COMMAND ? frames.getFirst().quoting : around.quoting;
  }

  private void command(char next) {
    if (opensAnywhere(next)) {
      return;
    }
    if (next == '\'') {
      push(Frame.SINGLE, 1);
    } else if (next == '"') {
      push(Frame.DOUBLE, 1);
    } else if (script.startsWith("$'", at)) {
      push(Frame.ANSI, 2);
    } else if (script.startsWith("((", at)) {
      push(Frame.CALCULATION, 2);
    } else if (next == '(') {
      push(Frame.COMMAND, 1);
    } else if (next == ')') {
      copy(1);
      if (frames.size() > 1) {
        frames.pop();
      }
    } else if (next == '#' && startsWord()) {
      push(Frame.COMMENT, 1);
    } else if (script.startsWith("<<<", at)) {
      copy(3);
    } else if (next == '<' && script.startsWith("<<", at)) {
      heredocStart();
    } else {
      copy(1);
      separator(next);
    }
  }

  private void separator(char next) {
    if (next == '\n' && !heredocs.isEmpty()) {
      frames.push(Frame.HEREDOC);
      heredocLine();
    }
    boolean ends = next == '\n' || next == ';' || next == '&' || next == '|';
    if (ends && frames.size() == 1) {
      commandStart = out.length();
    }
  }

  private boolean startsWord() {
    return out.length() == 0 || " \t\n;&|(".indexOf(out.charAt(out.length() - 1)) >= 0;
  }

  /** What opens in plain text, in double quotes and in braces alike. */
  private boolean opensAnywhere(char next) {
    if (next == '\\') {
      copy(2);
    } else if (next == '`') {
      push(Frame.BACKTICKS, 1);
    } else if (script.startsWith("$((", at)) {
      push(Frame.CALCULATION, 3);
    } else if (script.startsWith("$(", at)) {
      push(Frame.COMMAND, 2);
    } else if (script.startsWith("${", at)) {
      push(Frame.BRACES, 2);
    } else {
      return false;
    }
    return true;
  }

  private void inDouble(char next) {
    if (opensAnywhere(next)) {
      return;
    }
    copy(1);
    if (next == '"') {
      frames.pop();
    }
  }

  private void braces(char next) {
    if (opensAnywhere(next)) {
      return;
    }
    if (next == '"') {
      push(Frame.DOUBLE, 1);
      return;
    }
    copy(1);
    if (next == '}') {
      frames.pop();
    }
  }

  private void calculation(char next) {
    if (script.startsWith("))", at)) {
      copy(2);
      frames.pop();
    } else if (next == '(') {
      push(Frame.PARENTHESES, 1);
    } else {
      copy(1);
    }
  }

  private void parentheses(char next) {
    if (next == '(') {
      push(Frame.PARENTHESES, 1);
      return;
    }
    copy(1);
    if (next == ')') {
      frames.pop();
    }
  }

  private void comment(char next) {
    if (next == '\n') {
      frames.pop();
    } else {
      copy(1);
    }
  }

  private void close(char next, char quote, boolean escapes) {
    if (escapes && next == '\\') {
      copy(2);
      return;
    }
    copy(1);
    if (next == quote) {
      frames.pop();
    }
  }

  private void heredocStart() {
    Matcher start = HEREDOC.matcher(script).region(at, script.length());
    if (start.lookingAt()) {
      heredocs.add(start.group(1) + start.group(3));
      copy(start.end() - at);
    } else {
      copy(2);
    }
  }

  private void heredoc(char next) {
    copy(1);
    if (next == '\n') {
      heredocLine();
    }
  }

  /** At the start of a line: whether here-documents end with it. */
  private void heredocLine() {
    int lineEnd = script.indexOf('\n', at);
    String line = script.substring(at, lineEnd < 0 ? script.length() : lineEnd);
    String wanted = heredocs.getFirst();
    boolean ends =
        wanted.startsWith("-")
            ? line.replaceFirst("^\\t+", "").equals(wanted.substring(1))
            : line.equals(wanted);
    if (ends) {
      copy(line.length());
      heredocs.removeFirst();
      if (heredocs.isEmpty()) {
        frames.pop();
      }
    }
  }

  private void push(Frame frame, int length) {
    copy(length);
    frames.push(frame);
  }

  private void copy(int length) {
    int end = Math.min(at + length, script.length());
    // A mark that follows a backslash is still a mark.
    if (length == 2 && end - at == 2 && script.charAt(at + 1) == OPEN) {
      end--;
    }
    out.append(script, at, end);
    at = end;
  }
}
