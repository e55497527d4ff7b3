package io.orchestrator.web.ui.parts;

import io.orchestrator.web.ui.text.TimeView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who did what when, newest first. */
public record AuditView(
    Filter filter, List<ChoiceView> shows, List<Row> rows, @Nullable String moreHref) {

  /**
   * What is asked for.
   *
   * @param anyDag whether the page is about all DAGs
   */
  public record Filter(String path, boolean anyDag, boolean everything, Asked asked) {
    /** What can be chosen: start of an event's name, and its words. */
    public List<LinkView> whats() {
      return EventWords.CHOICES;
    }
  }

  /** The fields as they were typed; empty ones do not filter. */
  public record Asked(String who, String what, String dag, String from, String until) {
    public boolean any() {
      return !(who + what + dag + from + until).isEmpty();
    }
  }

  /**
   * One entry.
   *
   * @param dagTime the same moment in the zone of the DAG's schedule; empty when it is the reader's
   * @param event what happened, in words
   */
  public record Row(
      TimeView at, String dagTime, Event event, String actor, LinkView where, String detail) {}

  /** What happened: words, name in the log, and the change of state if it is one. */
  public record Event(String words, String name, String change) {}
}
