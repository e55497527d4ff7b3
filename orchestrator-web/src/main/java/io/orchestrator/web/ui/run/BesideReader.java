package io.orchestrator.web.ui.run;

import io.orchestrator.run.RunSnapshot;
import io.orchestrator.store.Page;
import io.orchestrator.store.PageRequest;
import io.orchestrator.store.RunFilter;
import io.orchestrator.store.RunFilter.Times;
import io.orchestrator.store.RunRow;
import io.orchestrator.store.Snapshot;
import io.orchestrator.store.TimeRange;
import io.orchestrator.web.ui.parts.NoSuchPage;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a run and the nearest runs before and after it by logical date. */
final class BesideReader {
  /** Most runs on one side: a question about more is nothing that a person would read. */
  static final int MOST = 30;

  private static final Page<RunRow> NO_RUNS = new Page<>(List.of(), false, Page.NOT_COUNTED);

  private BesideReader() {}

  /** A run without a logical date has nothing beside it. */
  static Beside read(Snapshot snapshot, String dagId, String runId) {
    RunRow asked = RunReader.row(snapshot, dagId, runId);
    Instant date = asked.run().logicalDate();
    Page<RunRow> earlier = date == null ? NO_RUNS : nearest(snapshot, dagId, null, date);
    Page<RunRow> later = date == null ? NO_RUNS : nearest(snapshot, dagId, date, null);
    Map<Long, RunSnapshot> runs =
        snapshot
            .tx()
            .runs()
            .snapshots(
                Stream.of(earlier.rows(), List.of(asked), later.rows())
                    .flatMap(rows -> rows.stream().map(row -> row.run().id()))
                    .toList())
            .stream()
            .collect(Collectors.toMap(run -> run.run().id(), Function.identity()));
    return new Beside(
        standing(runs, List.of(asked)).stream()
            .findFirst()
            .orElseThrow(() -> NoSuchPage.run(dagId, runId)),
        new Beside.Side(standing(runs, earlier.rows()), earlier.more()),
        new Beside.Side(standing(runs, later.rows()), later.more()),
        snapshot.tx().now());
  }

  private static Page<RunRow> nearest(
      Snapshot snapshot, String dagId, @Nullable Instant after, @Nullable Instant before) {
    TimeRange any = TimeRange.ANY;
    Times times = new Times(new TimeRange(null, after, null, before), any, any, any, any);
    return snapshot
        .queries()
        .runs(
            RunFilter.ofDag(dagId).with(times),
            new PageRequest(
                List.of(new PageRequest.Sort("logical_date", before != null)), MOST, 0, false));
  }

  /** Oldest first. */
  private static List<Beside.Standing> standing(Map<Long, RunSnapshot> runs, List<RunRow> rows) {
    return rows.stream()
        .sorted(Comparator.comparing(row -> row.run().spec().dates().order()))
        .flatMap(
            row ->
                Stream.ofNullable(runs.get(row.run().id()))
                    .map(found -> new Beside.Standing(row, found)))
        .toList();
  }
}
