package io.orchestrator.web.ui.shell;

import io.orchestrator.store.Snapshot;
import io.orchestrator.store.Snapshots;
import io.orchestrator.web.ui.text.Moments;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/**
 * Reads what a page shows of the store. A controller reads once for each page, so that all of it is
 * of one moment: {@code now}, too, which is the store's, and not that of the request.
 */
@Component
public final class PageReads {
  private final Snapshots snapshots;
  private final ShellReader shell;

  PageReads(Snapshots snapshots, ShellReader shell) {
    this.snapshots = snapshots;
    this.shell = shell;
  }

  /**
   * For a whole page: what surrounds it counts at the same moment.
   *
   * @param model of the page, in which the shell is
   * @param asked in the reader's zone
   * @param page makes of a snapshot what the page shows of it, seen from the snapshot's moment
   */
  public <T> T read(
      Model model, Moments asked, BiFunction<? super Snapshot, ? super Moments, T> page) {
    return read(
        asked,
        (snapshot, now) -> {
          if (model.getAttribute(ShellAdvice.SHELL) instanceof ShellView around) {
            model.addAttribute(ShellAdvice.SHELL, around.with(shell.read(snapshot)));
          }
          return page.apply(snapshot, now);
        });
  }

  /** For a part of a page. */
  public <T> T read(Moments asked, BiFunction<? super Snapshot, ? super Moments, T> part) {
    return snapshots.read(snapshot -> part.apply(snapshot, asked.seenFrom(snapshot.tx().now())));
  }

  /** For what has no times in it. */
  public <T> T read(Function<? super Snapshot, T> part) {
    return snapshots.read(part);
  }
}
