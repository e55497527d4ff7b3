package io.orchestrator.store;

import io.orchestrator.run.RunState;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which DAGs. Absent and empty parts do not filter.
 *
 * @param idPattern case-insensitive part of the id; {@code %} and {@code _} are wildcards, {@code a
 *     | b} means either
 * @param allTags whether all of {@code tags} are needed, or any
 * @param stale whether DAGs that are gone from their bundle are listed, too
 */
public record DagFilter(
    @Nullable String idPattern,
    Collection<String> tags,
    boolean allTags,
    Collection<String> owners,
    @Nullable Boolean paused,
    boolean stale,
    @Nullable RunState lastRunState,
    @Nullable String bundle) {
  public static final DagFilter ANY =
      new DagFilter(null, List.of(), false, List.of(), null, false, null, null);

  /** Attributes to sort by. */
  public static final Set<String> SORTABLE =
      Set.of("dag_id", "dag_display_name", "next_dagrun", "last_run_state", "last_run_start_date");

  public DagFilter {
    tags = List.copyOf(tags);
    owners = List.copyOf(owners);
  }
}
