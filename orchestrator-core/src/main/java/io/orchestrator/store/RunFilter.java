package io.orchestrator.store;

import io.orchestrator.run.RunState;
import io.orchestrator.run.RunType;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which runs. Absent and empty parts do not filter.
 *
 * @param dagIds empty for the runs of all DAGs ({@code ~})
 * @param dagIdPattern as in {@link DagFilter#idPattern}; so are the other patterns
 * @param versions numbers of DAG versions
 * @param beforeRunPk only runs created before this one: the key for going on in a list
 */
public record RunFilter(
    Collection<String> dagIds,
    @Nullable String dagIdPattern,
    @Nullable String runIdPattern,
    @Nullable String userPattern,
    Collection<RunState> states,
    Collection<RunType> types,
    Collection<Integer> versions,
    Times times,
    @Nullable Long beforeRunPk) {

  /** Bounds of the moments of a run. */
  public record Times(
      TimeRange logicalDate,
      TimeRange runAfter,
      TimeRange startDate,
      TimeRange endDate,
      TimeRange updatedAt) {
    public static final Times ANY =
        new Times(TimeRange.ANY, TimeRange.ANY, TimeRange.ANY, TimeRange.ANY, TimeRange.ANY);
  }

  public static final RunFilter ANY =
      new RunFilter(List.of(), null, null, null, List.of(), List.of(), List.of(), Times.ANY, null);

  /** Attributes to sort by. */
  public static final Set<String> SORTABLE =
      Set.of(
          "id",
          "dag_id",
          "run_id",
          "dag_run_id",
          "state",
          "logical_date",
          "run_after",
          "start_date",
          "end_date",
          "updated_at",
          "duration");

  public RunFilter {
    dagIds = List.copyOf(dagIds);
    states = List.copyOf(states);
    types = List.copyOf(types);
    versions = List.copyOf(versions);
  }

  /** The runs of one DAG. */
  public static RunFilter ofDag(String dagId) {
    return new RunFilter(
        List.of(dagId), null, null, null, List.of(), List.of(), List.of(), Times.ANY, null);
  }

  public RunFilter in(Collection<RunState> wanted) {
    return new RunFilter(
        dagIds,
        dagIdPattern,
        runIdPattern,
        userPattern,
        wanted,
        types,
        versions,
        times,
        beforeRunPk);
  }

  public RunFilter before(@Nullable Long runPk) {
    return new RunFilter(
        dagIds, dagIdPattern, runIdPattern, userPattern, states, types, versions, times, runPk);
  }
}
