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
 * @param stale whether DAGs that are gone from their bundle are listed, too
 */
public record DagFilter(
    @Nullable String idPattern,
    Tags tags,
    Collection<String> owners,
    @Nullable Boolean paused,
    boolean stale,
    @Nullable RunState lastRunState,
    @Nullable String bundle) {

  /**
   * Which tags they have; empty for any.
   *
   * @param all whether all of them are needed, or one
   */
  public record Tags(Collection<String> names, boolean all) {
    public static final Tags ANY = new Tags(List.of(), false);

    public Tags {
      names = List.copyOf(names);
    }
  }

  public static final DagFilter ANY =
      new DagFilter(null, Tags.ANY, List.of(), null, false, null, null);

  /** Attributes to sort by. */
  public static final Set<String> SORTABLE =
      Set.of("dag_id", "dag_display_name", "next_dagrun", "last_run_state", "last_run_start_date");

  public DagFilter {
    owners = List.copyOf(owners);
  }
}
