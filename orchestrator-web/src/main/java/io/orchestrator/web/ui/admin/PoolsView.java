package io.orchestrator.web.ui.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pools and their use. */
public record PoolsView(List<Row> rows, @Nullable FormView form) {

  /** One pool. */
  public record Row(
      String name,
      String description,
      String slots,
      Use use,
      String percent,
      String css,
      boolean deletable,
      String editHref,
      String deleteAction) {
    public int running() {
      return use.running();
    }

    public int queued() {
      return use.queued();
    }

    public int waiting() {
      return use.waiting();
    }
  }

  /** Slots by what takes or wants them. */
  public record Use(int running, int queued, int waiting) {}
}
