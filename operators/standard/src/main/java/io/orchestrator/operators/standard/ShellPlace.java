package io.orchestrator.operators.standard;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where in a script a value stands.
 *
 * @param quoting what surrounds it
 * @param before the script up to it, from the start of the outermost command
 */
record ShellPlace(Quoting quoting, String before) {

  /** The kinds of surroundings that matter. */
  enum Quoting {
    PLAIN(""),
    DOUBLE(""),
    COMMENT(""),
    SINGLE("inside single quotes, where the shell replaces nothing"),
    BACKTICKS("inside backticks; write $(…) instead, or"),
    HEREDOC("inside a here-document"),
    CALCULATION("where the shell calculates (a subscript, ${…} or ((…)))");

    private final String trouble;

    Quoting(String trouble) {
      this.trouble = trouble;
    }
  }

  /** Programs that read code from their arguments, with the option that says so. */
  private static final Pattern CODE_ARGUMENT =
      Pattern.compile(
          "(?:^|[\\s;&|(/])(?:[gmn]?awk|ssh|let|trap"
              + "|(?:python[\\d.]*|perl|ruby|node|php|lua|Rscript|jshell|su)(?:\\s+-\\S+)*?"
              + "\\s+-\\w*[cer]"
              + "|(?:psql|mysql|mariadb|sqlite3|duckdb|trino|presto|hive|beeline)\\s[^\\n]*"
              + "\\s--?(?:c|e|command|execute))[\\s=]");

  /** A name of a variable may hold a subscript, which is calculated. */
  private static final Pattern VARIABLE_NAME =
      Pattern.compile(
          "(?:^|[\\s;&|(])(?:declare|typeset|local|readonly|export|unset|read|mapfile|readarray"
              + "|printf\\s+-v|\\[\\s+-v|\\[\\[\\s+-v|test\\s+-v)\\s(?:[^\\n]*\\s)?[^\\s=]*$");

  private static final Pattern CALCULATES =
      Pattern.compile("\\(\\(|\\[\\[|\\w\\[|\\$\\{\\w+:|(?:^|\\W)(?:let|declare|typeset|local)\\s");
  private static final Pattern SUBSCRIPT = Pattern.compile("\\w\\[[^\\]\\s]*$");
  private static final Pattern PROGRAM =
      Pattern.compile(
          "(?:^|(?<!\\\\)\\n|[;&|]|(?<!=)\\("
              + "|(?:^|\\s)(?:[{!]|then|do|else|elif|if|while|until))\\s*$");

  /** Why a value that comes from people cannot stand here, for people; empty when it can. */
  Optional<String> trouble() {
    if (quoting == Quoting.COMMENT) {
      return Optional.empty();
    }
    if (!quoting.trouble.isEmpty()) {
      return Optional.of(quoting.trouble);
    }
    if (SUBSCRIPT.matcher(before).find()) {
      return Optional.of(Quoting.CALCULATION.trouble);
    }
    if (PROGRAM.matcher(word()).find()) {
      return Optional.of("where the name of the program stands");
    }
    if (VARIABLE_NAME.matcher(word()).find()) {
      return Optional.of("where the name of a variable stands");
    }
    if (CODE_ARGUMENT.matcher(before).find()) {
      return Optional.of("in the arguments of a program that takes them for code");
    }
    return Optional.empty();
  }

  /** Whether the shell may take values for numbers somewhere in a script. */
  static boolean calculates(String script) {
    return CALCULATES.matcher(script).find();
  }

  /** What stands before, without the quote that has just been opened. */
  private String word() {
    if (quoting != Quoting.DOUBLE) {
      return before;
    }
    return before.endsWith("\"") ? before.substring(0, before.length() - 1) : before + "x";
  }
}
