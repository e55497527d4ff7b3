package io.orchestrator.web.ui.trigger;

import io.orchestrator.web.ui.parts.LinkView;
import io.orchestrator.web.ui.parts.RuleView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The trigger form with what was typed so far and what is wrong with it. */
public record TriggerView(
    String dagId,
    String dagHref,
    List<Param> params,
    Typed typed,
    Errors errors,
    boolean paused,
    Preview preview) {
  private static final int LEAST_ROWS = 3;
  private static final int MOST_ROWS = 12;

  /** The fixed fields' texts. */
  public record Typed(
      String logicalDate, String runId, String conf, String note, boolean unpause) {}

  /** What is wrong; absent parts are right. */
  public record Errors(
      @Nullable String problem,
      @Nullable String logicalDate,
      @Nullable String runId,
      @Nullable String conf) {
    public static final Errors NONE = new Errors(null, null, null, null);
  }

  /** What will happen. */
  public record Preview(
      String figure,
      String estimate,
      @Nullable String warning,
      List<RuleView> rules,
      String command,
      String zone) {}

  /**
   * A field of the params.
   *
   * @param kind text, lines, number, boolean, enum or json
   * @param options of an enum; the empty one stands for no value
   */
  public record Param(
      String name,
      Label label,
      String kind,
      List<String> options,
      String value,
      @Nullable String error) {
    /** Height of its text area. */
    public long rows() {
      return Math.min(MOST_ROWS, Math.max(LEAST_ROWS, value.lines().count()));
    }
  }

  /** What is said about a param. */
  public record Label(String title, String hint, String help) {}

  public List<LinkView> crumbs() {
    return List.of(
        new LinkView("DAGs", "/dags"),
        new LinkView(dagId, dagHref),
        new LinkView("Trigger", action()));
  }

  public String action() {
    return dagHref + "/trigger";
  }

  /** Counts the wrong fields. */
  public String foot() {
    long wrong = params.stream().filter(p -> p.error() != null).count();
    wrong +=
        java.util.stream.Stream.of(errors.logicalDate(), errors.runId(), errors.conf())
            .filter(java.util.Objects::nonNull)
            .count();
    if (wrong == 0) {
      return "";
    }
    return wrong == 1 ? "Fix 1 field to continue." : "Fix " + wrong + " fields to continue.";
  }
}
