package io.orchestrator.web.ui.task;

import io.orchestrator.web.ui.parts.ChoiceView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The log of one attempt.
 *
 * @param key changes with the attempt and the filter
 * @param tailHref where further lines are asked for while the attempt goes on; absent when ended
 * @param cursor how far the attempt's log has been read
 * @param missing why there is nothing, if so
 */
public record LogView(
    int tryNumber,
    String key,
    @Nullable String tailHref,
    String cursor,
    int nextNumber,
    List<LogLineView> lines,
    Counts counts,
    List<ChoiceView> levels,
    String foot,
    @Nullable String place,
    @Nullable String missing,
    String downloadHref) {

  /** Lines by level. */
  public record Counts(int errors, int warnings) {}

  public int errors() {
    return counts.errors();
  }

  public int warnings() {
    return counts.warnings();
  }
}
