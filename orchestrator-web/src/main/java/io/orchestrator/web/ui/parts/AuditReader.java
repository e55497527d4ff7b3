package io.orchestrator.web.ui.parts;

import io.orchestrator.store.AuditFilter;
import io.orchestrator.store.AuditStore.AuditRow;
import io.orchestrator.store.AuditStore.StateChange;
import io.orchestrator.store.AuditStore.Subject;
import io.orchestrator.store.Page;
import io.orchestrator.store.PageRequest;
import io.orchestrator.store.Queries;
import io.orchestrator.store.TimeRange;
import io.orchestrator.web.ui.text.Links;
import io.orchestrator.web.ui.text.Moments;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the audit log. */
@Component
public class AuditReader {
  private static final int ROWS = 100;

  private final Queries queries;

  AuditReader(Queries queries) {
    this.queries = queries;
  }

  public AuditView read(
      @Nullable String dagId,
      @Nullable String runId,
      @Nullable Long before,
      String path,
      Moments moments) {
    AuditFilter filter = new AuditFilter(dagId, runId, null, null, null, TimeRange.ANY, before);
    Page<AuditRow> page = queries.audit(filter, PageRequest.first(ROWS));
    List<AuditView.Row> rows = page.rows().stream().map(r -> row(r, moments)).toList();
    String more =
        page.more() && !page.rows().isEmpty()
            ? path + "?before=" + page.rows().get(page.rows().size() - 1).seq()
            : null;
    return new AuditView(rows, more);
  }

  private static AuditView.Row row(AuditRow row, Moments moments) {
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
        moments.view(row.at()), row.event(), change, row.actor(), where, href(of), row.detail());
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
