package io.orchestrator.web.ui.task;

import io.orchestrator.web.ui.parts.ChoiceView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The log of one attempt.
 *
 * @param find what was looked for, with what was found if something was
 */
public record LogView(
    int tryNumber,
    Tail tail,
    List<LogPart> parts,
    Counts counts,
    Looks looks,
    LogFinds find,
    Source source) {
  /**
   * How it goes on.
   *
   * @param key changes with the attempt and with what is shown of it
   * @param href where further lines are asked for while the attempt goes on; absent when ended
   * @param cursor how far the attempt's log has been read
   * @param nextNumber of the line that comes next
   * @param opens at its start, at its first error, or at its end, which is what one looks for in a
   *     long log and in one that goes on
   */
  public record Tail(
      String key, @Nullable String href, String cursor, long nextNumber, String opens) {}

  /**
   * In what other ways it can be looked at.
   *
   * @param times how times are shown, and the page that shows them in the next way
   * @param timeless whether lines have no times
   */
  public record Looks(List<ChoiceView> levels, ChoiceView times, boolean timeless) {}

  /** Lines of the whole log by level. */
  public record Counts(long errors, long warnings) {}

  /**
   * Where it is from.
   *
   * @param href where parts of it are asked for
   * @param note what a filter leaves out
   * @param missing why there is nothing, if so
   */
  public record Source(
      String href,
      String foot,
      String place,
      @Nullable String note,
      @Nullable String missing,
      String downloadHref) {}

  /** For a page that shows no log. */
  static final LogView NONE =
      new LogView(
          1,
          new Tail("", null, "", 1, "start"),
          List.of(),
          new Counts(0, 0),
          new Looks(List.of(), new ChoiceView("", "", false), false),
          LogFinds.NOTHING,
          new Source("", "", "", null, null, ""));

  /** Whether no line is shown. */
  public boolean empty() {
    return parts.stream().allMatch(p -> p.lines().isEmpty() && p.blocks().isEmpty());
  }
}
