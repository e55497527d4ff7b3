package io.orchestrator.web.ui.parts;

import io.orchestrator.store.AuditFilter;
import io.orchestrator.store.AuditFilter.Scope;
import io.orchestrator.store.AuditFilter.Show;
import io.orchestrator.store.TimeRange;
import io.orchestrator.web.ui.text.Links;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which rows of the audit log a page's address asks for: who, what, where, when. */
public record AuditAsk(Map<String, String> fields) {
  /**
   * @param fields the query of the address; a part that is left out does not filter
   */
  public AuditAsk {
    fields = Map.copyOf(fields);
  }

  private String text(String field) {
    return fields.getOrDefault(field, "").strip();
  }

  /** What people did, unless everything is asked for. */
  boolean everything() {
    return text("show").equals("all");
  }

  AuditView.Filter view(String path, boolean anyDag) {
    return new AuditView.Filter(
        path,
        anyDag,
        everything(),
        new AuditView.Asked(text("who"), text("what"), text("dag"), text("from"), text("until")));
  }

  /**
   * The same for the store.
   *
   * @param dagId absent on the page of all DAGs, where the address may name one
   * @throws IllegalArgumentException when a date or a number is none
   */
  AuditFilter filter(@Nullable String dagId, @Nullable String runId, ZoneId zone) {
    String before = text("before");
    return AuditFilter.ANY
        .of(new Scope(dagId == null ? optional("dag") : dagId, runId, null))
        .show(everything() ? Show.WITHOUT_POKES : Show.ORDERS)
        .by(optional("who"))
        .what(optional("what"))
        .at(new TimeRange(day("from", 0, zone), null, null, day("until", 1, zone)))
        .before(before.isEmpty() ? null : Long.valueOf(before));
  }

  private @Nullable String optional(String field) {
    return text(field).isEmpty() ? null : text(field);
  }

  private @Nullable Instant day(String field, int later, ZoneId zone) {
    String text = text(field);
    try {
      return text.isEmpty()
          ? null
          : LocalDate.parse(text).plusDays(later).atStartOfDay(zone).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no date as 2026-11-22. Nothing was read.", e);
    }
  }

  /** The page's address with other values of some fields. */
  String href(String path, Map<String, String> others) {
    Map<String, String> query = new LinkedHashMap<>(fields);
    query.remove("before");
    query.putAll(others);
    return query.entrySet().stream()
        .filter(e -> !e.getValue().isEmpty())
        .sorted(Map.Entry.comparingByKey())
        .map(e -> Links.value(e.getKey()) + "=" + Links.value(e.getValue()))
        .collect(Collectors.joining("&", path + "?", ""));
  }
}
