package io.orchestrator.operators.standard;

import io.orchestrator.operators.standard.TemplatePieces.Piece;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which expressions of a template can only yield what the scheduler and the DAG's author made:
 * dates, numbers, ids from the code. All others may carry what people, other tasks or other systems
 * wrote, run ids included, since whoever triggers a run chooses its id.
 */
final class Trust {
  private static final Set<String> NAMES =
      words(
          """
          ds ds_nodash ts ts_nodash ts_nodash_with_tz logical_date data_interval_start
          data_interval_end prev_data_interval_start_success
          prev_data_interval_end_success prev_start_date_success prev_end_date_success
          macros range loop dag.dag_id task.task_id ti.dag_id ti.task_id ti.try_number
          ti.map_index dag_run.logical_date dag_run.data_interval_start
          dag_run.data_interval_end
          """);

  private static final Set<String> WORDS =
      words("and or not in is if else true false none defined");

  /** Statements that print nothing of their own. */
  private static final Set<String> STATEMENTS =
      words("if elif else endif unless endunless for endfor set raw endraw break continue");

  private static final Pattern LITERAL = Pattern.compile("'[^']*'|\"[^\"]*\"");

  /** A name with its first member; not a member, not a filter, not a parameter's name. */
  private static final Pattern NAME =
      Pattern.compile("(?<![\\w.])([A-Za-z_]\\w*)(?:\\s*\\.\\s*([A-Za-z_]\\w*))?(?!\\w|\\s*=[^=])");

  private static final Pattern FILTER = Pattern.compile("\\|\\s*[A-Za-z_]\\w*");
  private static final Pattern SET =
      Pattern.compile("set\\s+([\\w\\s,]+?)\\s*=(?!=)\\s*(.+)", Pattern.DOTALL);
  private static final Pattern FOR = Pattern.compile("for\\s+(.+?)\\s+in\\s+(.+)", Pattern.DOTALL);
  private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");

  private final Map<String, List<String>> sources = new HashMap<>();
  private final Set<String> local = new HashSet<>();

  private static Set<String> words(String text) {
    return Set.of(text.strip().split("\\s+"));
  }

  /**
   * @throws IllegalArgumentException when a statement may print what nobody can follow
   */
  Trust(List<Piece> pieces) {
    for (Piece piece : pieces) {
      if (piece instanceof Piece.Tag tag) {
        declare(tag);
      }
    }
    while (grow()) {
      // until nothing more follows
    }
  }

  private void declare(Piece.Tag tag) {
    if (!STATEMENTS.contains(tag.name())) {
      throw new IllegalArgumentException(
          "{% "
              + tag.name()
              + " %} is not possible in a bash command, because what it prints cannot be told from"
              + " the script");
    }
    if (!tag.name().equals("for") && !tag.name().equals("set")) {
      return;
    }
    Matcher parts = (tag.name().equals("for") ? FOR : SET).matcher(tag.code());
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "{% " + tag.code() + " %} is not understood; write {% set name = value %}");
    }
    assign(parts.group(1), parts.group(2));
  }

  private void assign(String names, String source) {
    Matcher name = WORD.matcher(names);
    while (name.find()) {
      sources.computeIfAbsent(name.group(), key -> new ArrayList<>()).add(source);
    }
  }

  private boolean grow() {
    boolean more = false;
    for (Map.Entry<String, List<String>> name : sources.entrySet()) {
      if (!local.contains(name.getKey()) && name.getValue().stream().allMatch(this::trusts)) {
        more |= local.add(name.getKey());
      }
    }
    return more;
  }

  /** Whether nothing in an expression can come from outside. */
  boolean trusts(String code) {
    if (code.contains("\\") || code.contains("||")) {
      return false; // an escaped quote hides what follows it; || looks like a filter
    }
    String bare = FILTER.matcher(LITERAL.matcher(code).replaceAll("''")).replaceAll("|");
    Matcher names = NAME.matcher(bare);
    while (names.find()) {
      if (!trusts(names.group(1), names.group(2) == null ? "" : names.group(2))) {
        return false;
      }
    }
    return true;
  }

  private boolean trusts(String name, String member) {
    if (sources.containsKey(name)) {
      return local.contains(name);
    }
    return NAMES.contains(name) || NAMES.contains(name + "." + member) || WORDS.contains(name);
  }
}
