package io.orchestrator.web.ui.parts;

import java.util.List;
import java.util.Map;

/** Names of events in the audit log as words. */
final class EventWords {
  /** What a reader can choose: words, and the start of the names. */
  static final List<LinkView> CHOICES =
      List.of(
          new LinkView("Anything", ""),
          new LinkView("Triggered", "dag.trigger"),
          new LinkView("Paused", "dag.pause"),
          new LinkView("Unpaused", "dag.unpause"),
          new LinkView("Cleared tasks", "task.clear"),
          new LinkView("Marked tasks", "task.mark_"),
          new LinkView("Marked a run", "run.mark_"),
          new LinkView("Undid an order", "run.undo"),
          new LinkView("Wrote a note", "run.note"),
          new LinkView("Pools", "pool."),
          new LinkView("Variables", "variable."),
          new LinkView("Connections", "connection."),
          new LinkView("Users", "user."),
          new LinkView("Deleted what was old", "retention."));

  private static final Map<String, String> WORDS =
      Map.of(
          "dag.trigger", "Triggered",
          "dag.pause", "Paused",
          "dag.unpause", "Unpaused",
          "task.clear", "Cleared tasks",
          "run.undo", "Undid an order",
          "run.note", "Wrote a note",
          "retention.runs", "Deleted old runs",
          "retention.audit", "Deleted old rows of the audit log",
          "user.login", "Signed in",
          "user.login_failed", "Failed to sign in");

  private EventWords() {}

  /** {@code Marked tasks failed}; a name without words stays as it is. */
  static String of(String event) {
    String known = WORDS.get(event);
    if (known != null) {
      return known;
    }
    int dot = event.indexOf('.');
    String subject = event.substring(0, Math.max(0, dot));
    String verb = event.substring(dot + 1);
    if (verb.startsWith("mark_")) {
      return (subject.equals("run") ? "Marked a run " : "Marked tasks ") + verb.substring(5);
    }
    return switch (verb) {
      case "save" -> "Saved a " + subject;
      case "delete" -> "Deleted a " + subject;
      default -> event;
    };
  }
}
