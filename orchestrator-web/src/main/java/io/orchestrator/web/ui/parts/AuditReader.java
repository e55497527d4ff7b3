package io.orchestrator.web.ui.parts;

import io.orchestrator.store.AuditStore.AuditRow;
import io.orchestrator.store.AuditStore.StateChange;
import io.orchestrator.store.AuditStore.Subject;
import io.orchestrator.store.Page;
import io.orchestrator.store.PageRequest;
import io.orchestrator.store.Snapshot;
import io.orchestrator.store.StoreTransaction;
import io.orchestrator.web.ui.text.Links;
import io.orchestrator.web.ui.text.Moments;
import io.orchestrator.web.ui.text.ScheduleWords;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the audit log. */
public final class AuditReader {
  private static final int ROWS = 100;

  private AuditReader() {}

  /**
   * @param dagId absent for the entries of all DAGs
   * @param path the page's own address, without a query
   */
  public static AuditView read(
      Snapshot snapshot,
      @Nullable String dagId,
      @Nullable String runId,
      AuditAsk ask,
      String path,
      Moments moments) {
    Page<AuditRow> page =
        snapshot.queries().audit(ask.filter(dagId, runId, moments.zone()), PageRequest.first(ROWS));
    Map<String, ZoneId> zones = zones(snapshot.tx(), page.rows());
    List<AuditView.Row> rows = page.rows().stream().map(r -> row(r, zones, moments)).toList();
    String more =
        page.more() && !page.rows().isEmpty()
            ? ask.href(
                path,
                Map.of("before", String.valueOf(page.rows().get(page.rows().size() - 1).seq())))
            : null;
    return new AuditView(ask.view(path, dagId == null), shows(ask, path), rows, more);
  }

  private static List<ChoiceView> shows(AuditAsk ask, String path) {
    return List.of(
        new ChoiceView("By people", ask.href(path, Map.of("show", "")), !ask.everything()),
        new ChoiceView("Everything", ask.href(path, Map.of("show", "all")), ask.everything()));
  }

  /** Zones of the schedules of the DAGs that the rows are about. */
  private static Map<String, ZoneId> zones(StoreTransaction tx, List<AuditRow> rows) {
    List<String> ids =
        rows.stream()
            .map(row -> row.subject().dagId())
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    Map<String, ZoneId> zones = new HashMap<>();
    for (String id : ids) {
      tx.dags()
          .find(id)
          .flatMap(dag -> ScheduleWords.zoneOf(dag.version().model().schedule()))
          .ifPresent(zone -> zones.put(id, zone));
    }
    return zones;
  }

  private static AuditView.Row row(AuditRow row, Map<String, ZoneId> zones, Moments moments) {
    StateChange states = row.change();
    String change =
        states == null
            ? ""
            : Objects.requireNonNullElse(states.from(), "none") + " → " + states.to();
    Subject of = row.subject();
    String where =
        Stream.of(of.dagId(), of.runId(), of.taskId())
            .filter(Objects::nonNull)
            .collect(Collectors.joining(" / "));
    return new AuditView.Row(
        moments.view(row.at()),
        Optional.ofNullable(of.dagId())
            .map(zones::get)
            .flatMap(zone -> moments.beside(row.at(), zone))
            .orElse(""),
        new AuditView.Event(EventWords.of(row.event()), row.event(), change),
        row.actor(),
        new LinkView(where, Objects.requireNonNullElse(href(of), "")),
        row.detail());
  }

  private static @Nullable String href(Subject of) {
    if (of.dagId() == null) {
      return null;
    }
    if (of.runId() == null) {
      return Links.dag(of.dagId());
    }
    Integer index = of.mapIndex();
    return of.taskId() == null
        ? Links.run(of.dagId(), of.runId())
        : Links.task(of.dagId(), of.runId(), of.taskId(), index == null ? -1 : index);
  }
}
