package io.orchestrator.web.api;

import io.orchestrator.store.Page;
import io.orchestrator.store.PageRequest;
import io.orchestrator.store.Queries;
import io.orchestrator.store.RunFilter;
import io.orchestrator.store.RunRow;
import io.orchestrator.store.TimeRange;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs beside one another in time, by their logical dates. */
record RunSpans(Queries queries, String dagId) {
  List<RunRow> between(@Nullable Instant from, @Nullable Instant to) {
    TimeRange range = new TimeRange(from, null, to, null);
    TimeRange any = TimeRange.ANY;
    RunFilter filter = RunFilter.ofDag(dagId).with(new RunFilter.Times(range, any, any, any, any));
    Page<RunRow> page = queries.runs(filter, PageRequest.first(PageRequest.MAX_LIMIT));
    if (page.more()) {
      throw ApiException.badRequest(
          "too_many_runs",
          "More than "
              + PageRequest.MAX_LIMIT
              + " runs lie in this span. Nothing was changed. Name a shorter one.");
    }
    return page.rows();
  }

  List<RunRow> around(RunRow run, boolean past, boolean future) {
    if (!past && !future) {
      return List.of(run);
    }
    Instant logical = run.run().logicalDate();
    if (logical == null) {
      throw ApiException.badRequest(
          "no_logical_date",
          "Run " + run.run().runId() + " has no logical date, so nothing lies before or after it.");
    }
    return between(past ? null : logical, future ? null : logical);
  }
}
