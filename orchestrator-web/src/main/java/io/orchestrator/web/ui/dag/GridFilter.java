package io.orchestrator.web.ui.dag;

import io.orchestrator.run.RunState;
import io.orchestrator.run.RunType;
import io.orchestrator.run.TaskState;
import io.orchestrator.store.Grid;
import io.orchestrator.web.ui.text.StateView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.MultiValueMap;

/**
 * What of a grid is shown.
 *
 * @param runs which columns
 * @param failedRows whether only rows with a failure in one of the columns are
 */
record GridFilter(Grid.Filter runs, boolean failedRows) {
  private static final String STATE = "&state=";
  private static final String TYPE = "&type=";
  private static final String ROWS = "&rows=failed";

  /** Those that people ask for first. */
  private static final List<RunState> STATES =
      List.of(RunState.FAILED, RunState.RUNNING, RunState.QUEUED, RunState.SUCCESS);

  private static final List<RunType> TYPES = List.of(RunType.SCHEDULED, RunType.MANUAL);

  /** Values that are unknown do not filter. */
  static GridFilter of(MultiValueMap<String, String> query) {
    List<String> states = query.getOrDefault("state", List.of());
    List<String> types = query.getOrDefault("type", List.of());
    return new GridFilter(
        new Grid.Filter(
            Stream.of(RunState.values())
                .filter(state -> states.contains(state.wireName()))
                .collect(Collectors.toSet()),
            Stream.of(RunType.values())
                .filter(type -> types.contains(type.wireName()))
                .collect(Collectors.toSet())),
        query.getOrDefault("rows", List.of()).contains("failed"));
  }

  boolean any() {
    return ofRuns() || failedRows;
  }

  /** Whether some runs are left out. */
  boolean ofRuns() {
    return !runs.equals(Grid.Filter.ANY);
  }

  /** Whether a row is shown. */
  boolean takes(Collection<Optional<TaskState>> cells) {
    return !failedRows
        || cells.stream().anyMatch(c -> c.filter(TaskState::failedOrUpstreamFailed).isPresent());
  }

  /** What is added to an address that has a query already. */
  String query() {
    return runs.states().stream()
            .sorted()
            .map(state -> STATE + state.wireName())
            .collect(Collectors.joining())
        + runs.types().stream()
            .sorted()
            .map(type -> TYPE + type.wireName())
            .collect(Collectors.joining())
        + (failedRows ? ROWS : "");
  }

  /**
   * The chips that set and remove it.
   *
   * @param href the page without a filter
   * @param seen types of the runs that are shown
   */
  List<GridView.Chip> chips(String href, Set<RunType> seen) {
    List<GridView.Chip> chips = new ArrayList<>();
    for (RunState state : STATES) {
      GridFilter other = new GridFilter(new Grid.Filter(flip(state), runs.types()), failedRows);
      boolean on = runs.states().contains(state);
      chips.add(new GridView.Chip(StateView.of(state).word(), href + other.query(), on));
    }
    Set<RunType> types = EnumSet.copyOf(TYPES);
    types.addAll(seen);
    types.addAll(runs.types());
    for (RunType type : types) {
      GridFilter other = new GridFilter(new Grid.Filter(runs.states(), flip(type)), failedRows);
      String word = type.wireName().replace('_', ' ');
      String text = Character.toUpperCase(word.charAt(0)) + word.substring(1);
      chips.add(new GridView.Chip(text, href + other.query(), runs.types().contains(type)));
    }
    String rows = href + new GridFilter(runs, !failedRows).query();
    chips.add(new GridView.Chip("Only rows that failed", rows, failedRows));
    return chips;
  }

  private Set<RunState> flip(RunState state) {
    Set<RunState> states = EnumSet.noneOf(RunState.class);
    states.addAll(runs.states());
    if (!states.remove(state)) {
      states.add(state);
    }
    return states;
  }

  private Set<RunType> flip(RunType type) {
    Set<RunType> types = EnumSet.noneOf(RunType.class);
    types.addAll(runs.types());
    if (!types.remove(type)) {
      types.add(type);
    }
    return types;
  }
}
