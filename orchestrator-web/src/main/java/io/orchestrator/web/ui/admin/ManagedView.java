package io.orchestrator.web.ui.admin;

import io.orchestrator.administration.Managed;
import io.orchestrator.web.ui.text.Links;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The things of one kind, secrets masked, and the form when it is open. */
public record ManagedView(List<? extends Record> rows, @Nullable FormView form) {

  /** A thing, and what can be done with it. */
  public record Entry(
      String name, String description, String editHref, String deleteAction, boolean deletable) {
    static Entry of(Managed thing, @Nullable String description) {
      String name = thing.name();
      String page = "/" + thing.kind().word() + "s";
      return new Entry(
          name,
          Objects.requireNonNullElse(description, ""),
          page + "?edit=" + Links.value(name),
          page + "/" + Links.value(name) + "/delete",
          thing.kind().undeletable(name).isEmpty());
    }
  }

  /** One pool. */
  public record PoolRow(Entry entry, String slots, Use use) {}

  /** Slots by what takes or wants them. */
  public record Use(int running, int queued, int waiting, String percent, String css) {}

  /** One variable. */
  public record VariableRow(Entry entry, String value) {}

  /** One connection. */
  public record ConnectionRow(
      Entry entry, String type, String host, String login, String password, String extra) {}
}
