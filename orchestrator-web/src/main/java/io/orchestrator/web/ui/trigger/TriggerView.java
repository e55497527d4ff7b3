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

  /** The fixed fields' texts. */
  public record Typed(String logicalDate, String runId, String conf, String note) {}

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
   * @param kind text, number, boolean, enum or json
   */
  public record Param(
      String name,
      String title,
      String hint,
      String help,
      String kind,
      List<String> options,
      String value,
      @Nullable String error) {}

  public List<LinkView> crumbs() {
    return List.of(
        new LinkView("DAGs", "/dags"),
        new LinkView(dagId, dagHref),
        new LinkView("Trigger", action()));
  }

  public String action() {
    return dagHref + "/trigger";
  }

  public @Nullable String problem() {
    return errors.problem();
  }

  public String logicalDate() {
    return typed.logicalDate();
  }

  public @Nullable String logicalError() {
    return errors.logicalDate();
  }

  public String runId() {
    return typed.runId();
  }

  public @Nullable String runIdError() {
    return errors.runId();
  }

  public String conf() {
    return typed.conf();
  }

  public @Nullable String confError() {
    return errors.conf();
  }

  public String note() {
    return typed.note();
  }

  public String figure() {
    return preview.figure();
  }

  public String estimate() {
    return preview.estimate();
  }

  public @Nullable String warning() {
    return preview.warning();
  }

  public List<RuleView> rules() {
    return preview.rules();
  }

  public String command() {
    return preview.command();
  }

  public String zone() {
    return preview.zone();
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
