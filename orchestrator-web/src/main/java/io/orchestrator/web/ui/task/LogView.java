package io.orchestrator.web.ui.task;

import io.orchestrator.web.ui.parts.ChoiceView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The log of one attempt. */
public record LogView(
    int tryNumber,
    Tail tail,
    List<LogLineView> lines,
    Counts counts,
    List<ChoiceView> levels,
    Source source) {
  /**
   * How it goes on.
   *
   * @param key changes with the attempt and the filter
   * @param href where further lines are asked for while the attempt goes on; absent when ended
   * @param cursor how far the attempt's log has been read
   */
  public record Tail(String key, @Nullable String href, String cursor, int nextNumber) {}

  /** Lines by level. */
  public record Counts(int errors, int warnings) {}

  /**
   * Where it is from.
   *
   * @param missing why there is nothing, if so
   */
  public record Source(
      String foot, @Nullable String place, @Nullable String missing, String downloadHref) {}
}
