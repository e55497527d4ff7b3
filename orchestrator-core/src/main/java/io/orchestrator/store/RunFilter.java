package io.orchestrator.store;

import io.orchestrator.run.RunState;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which runs. Absent and empty parts do not filter.
 *
 * @param patterns as {@link DagFilter#idPattern}
 * @param beforeRunPk only runs created before this one: the key for going on in a list
 */
public record RunFilter(
    AnyOf<By> anyOf, Patterns patterns, Times times, @Nullable Long beforeRunPk) {

  /** What runs are chosen by; {@link #VERSION} is the number of a DAG version. */
  public enum By {
    DAG_ID,
    STATE,
    TYPE,
    VERSION
  }

  /** Parts of names. */
  public record Patterns(@Nullable String dagId, @Nullable String runId, @Nullable String user) {
    public static final Patterns ANY = new Patterns(null, null, null);
  }

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
      new RunFilter(new AnyOf<By>(Map.of()), Patterns.ANY, Times.ANY, null);

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

  /** The runs of one DAG. */
  public static RunFilter ofDag(String dagId) {
    return ANY.with(By.DAG_ID, List.of(dagId));
  }

  /**
   * The same with other values of one attribute.
   *
   * @param wanted empty for any
   */
  public RunFilter with(By attribute, Collection<?> wanted) {
    return new RunFilter(anyOf.with(attribute, wanted), patterns, times, beforeRunPk);
  }

  public RunFilter in(Collection<RunState> wanted) {
    return with(By.STATE, wanted.stream().map(RunState::wireName).toList());
  }

  public RunFilter with(Patterns wanted) {
    return new RunFilter(anyOf, wanted, times, beforeRunPk);
  }

  public RunFilter with(Times wanted) {
    return new RunFilter(anyOf, patterns, wanted, beforeRunPk);
  }

  public RunFilter before(@Nullable Long runPk) {
    return new RunFilter(anyOf, patterns, times, runPk);
  }
}
