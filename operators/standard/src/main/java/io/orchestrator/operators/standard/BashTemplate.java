package io.orchestrator.operators.standard;

import io.orchestrator.operator.OperatorProblem;
import io.orchestrator.operator.TaskContext;
import io.orchestrator.operator.TaskFailedException;
import io.orchestrator.operators.standard.TemplatePieces.Piece;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bash script with Jinja expressions whose values never become code. Each expression is rendered
 * in a coded form; then what only the scheduler can have made is put into the text, and everything
 * else becomes a reference to an environment variable that holds the value.
 */
final class BashTemplate {
  static final String CODE = "DAG016";
  private static final String RUN_AS_CODE =
      "is in a script that has text run as code (eval, sh -c, | sh)";

  /** Scripts that have a shell read text again, wherever the text comes from. */
  private static final Pattern READS_TEXT_AGAIN =
      Pattern.compile(
          "(?:^|[\\s;&|(])eval\\s"
              + "|\\b(?:ba|da|z|k|a)?sh(?:\\s+-\\S+)*?\\s+-\\w*c\\b"
              + "|\\|\\s*(?:sudo\\s+)?(?:\\S*/)?(?:ba|da|z|k|a)?sh\\b"
              + "|\\b(?:ba|da|z|k|a)?sh\\s+(?:-\\S+\\s+)*<<");

  /** What the shell would run while it calculates, as in {@code a[$(reboot)]}. */
  private static final Pattern CODE_IN_NUMBER = Pattern.compile("\\[.*[$`]", Pattern.DOTALL);

  /** A value in an assignment: the name of its variable, and the number of the value. */
  private static final Pattern ASSIGNED =
      Pattern.compile(
          "(?:^|[\\s;&|(])([A-Za-z_]\\w*)\\+?=[^\\s;&|]*?" + ShellScanner.OPEN + "(\\d+):");

  private final String template;
  private final String coded;
  private final boolean calculates;
  private final List<Printed> printed = new ArrayList<>();
  private final List<OperatorProblem> problems = new ArrayList<>();

  private record Printed(String code, boolean trusted) {
    String shown() {
      return "{{ " + code + " }}";
    }
  }

  /** A script ready to run, and the variables it refers to. */
  record Script(String text, Map<String, String> variables) {}

  BashTemplate(String template) {
    this.template = template;
    StringBuilder rendering = new StringBuilder();
    StringBuilder outline = new StringBuilder();
    try {
      read(rendering, outline);
      check(outline.toString());
    } catch (IllegalArgumentException e) {
      problems.add(
          new OperatorProblem(
              CODE,
              "the bash command cannot be followed: " + e.getMessage(),
              "write its template more simply, and pass values as data by .env(…)"));
    }
    this.coded = rendering.toString();
    this.calculates = ShellPlace.calculates(outline.toString());
  }

  /**
   * @throws IllegalArgumentException when the template is not understood
   */
  private void read(StringBuilder rendering, StringBuilder outline) {
    if (template.indexOf(ShellScanner.OPEN) >= 0 || template.indexOf(ShellScanner.CLOSE) >= 0) {
      throw new IllegalArgumentException("it contains control characters 1 or 2");
    }
    List<Piece> pieces = TemplatePieces.of(template);
    Trust trust = new Trust(pieces);
    for (Piece piece : pieces) {
      if (piece instanceof Piece.Expression expression) {
        int number = printed.size();
        printed.add(new Printed(expression.code(), trust.trusts(expression.code())));
        rendering.append(coding(expression, number));
        outline.append(ShellScanner.OPEN).append(number).append(':').append(ShellScanner.CLOSE);
      } else if (piece instanceof Piece.Tag tag) {
        rendering.append(tag.whole());
      } else if (piece instanceof Piece.Text text) {
        rendering.append(text.text());
        outline.append(text.text());
      }
    }
  }

  private static String coding(Piece.Expression expression, int number) {
    return "{{ '"
        + ShellScanner.OPEN
        + number
        + ":' ~ (("
        + expression.code()
        + ")|b64encode) ~ '"
        + ShellScanner.CLOSE
        + "' }}";
  }

  private void check(String outline) {
    Matcher assigned = ASSIGNED.matcher(outline);
    while (assigned.find()) {
      Printed what = printed(assigned.group(2) + ":");
      if (!what.trusted() && ReadNames.has(assigned.group(1))) {
        problems.add(
            unsafe(what, "becomes " + assigned.group(1) + ", which programs read by themselves"));
      }
    }
    boolean readsAgain = READS_TEXT_AGAIN.matcher(outline).find();
    ShellScanner.fill(
        outline,
        (mark, place) -> {
          Printed what = printed(mark);
          if (!what.trusted() && place.quoting() != ShellPlace.Quoting.COMMENT) {
            place
                .trouble()
                .map(where -> "stands " + where)
                .or(() -> readsAgain ? Optional.of(RUN_AS_CODE) : Optional.empty())
                .ifPresent(why -> problems.add(unsafe(what, why)));
          }
          return "x";
        });
  }

  private Printed printed(String mark) {
    return printed.get(Integer.parseInt(mark.substring(0, mark.indexOf(':'))));
  }

  private static OperatorProblem unsafe(Printed what, String why) {
    return new OperatorProblem(
        CODE,
        "the bash command cannot be made safe: "
            + what.shown()
            + " "
            + why
            + ", so a value that comes from people could become part of the program",
        "pass it as data: .env(\"VALUE\", \""
            + what.shown()
            + "\"), and write \"$VALUE\" in the command");
  }

  /** The source, as the author wrote it. */
  String template() {
    return template;
  }

  /** Values that stand where they could become code, and what cannot be followed. */
  List<OperatorProblem> problems() {
    return problems;
  }

  /**
   * @throws TaskFailedException when a value stands where it could become code
   */
  Script render(TaskContext context) {
    Map<String, String> variables = new LinkedHashMap<>();
    Map<String, String> names = new LinkedHashMap<>();
    String text =
        ShellScanner.fill(
            context.render(coded),
            (mark, place) -> {
              Printed what = printed(mark);
              String value = decoded(mark.substring(mark.indexOf(':') + 1));
              if (what.trusted()) {
                return value;
              }
              place
                  .trouble()
                  .ifPresent(
                      where -> {
                        throw refusal(unsafe(what, "stands " + where));
                      });
              refuseCalculated(what.shown(), value);
              String name =
                  names.computeIfAbsent(value, key -> "ORCHESTRATOR_P" + (names.size() + 1));
              variables.put(name, value);
              return place.quoting() == ShellPlace.Quoting.PLAIN
                  ? "\"${" + name + "}\""
                  : "${" + name + "}";
            });
    return new Script(text, variables);
  }

  static TaskFailedException refusal(OperatorProblem problem) {
    return new TaskFailedException(
        "Nothing was run: " + problem.message() + ". To mend it, " + problem.help() + ".");
  }

  /**
   * Bash runs code in what it takes for a number, wherever the value comes from.
   *
   * @throws TaskFailedException when the script calculates and the value holds such code
   */
  void refuseCalculated(String what, String value) {
    if (calculates && CODE_IN_NUMBER.matcher(value).find()) {
      throw new TaskFailedException(
          "The value of "
              + what
              + " holds [ with $ or `, and the command calculates ((( )), [[ ]], a subscript, let):"
              + " bash could run the value as code. Nothing was run.");
    }
  }

  private static String decoded(String coded) {
    return new String(Base64.getDecoder().decode(coded), StandardCharsets.UTF_8);
  }
}
