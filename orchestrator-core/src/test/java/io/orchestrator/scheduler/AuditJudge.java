package io.orchestrator.scheduler;

import io.orchestrator.run.TaskState;
import io.orchestrator.store.AuditStore.AuditRow;
import io.orchestrator.store.AuditStore.StateChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Judges an audit log of runs of the diamond a, (b, c), e. It knows nothing of the planner. */
final class AuditJudge {
  private static final Map<String, List<String>> UPSTREAM =
      Map.of("a", List.of(), "b", List.of("a"), "c", List.of("a"), "e", List.of("b", "c"));
  private final int pool;
  private final int retries;
  private final Map<String, String> states = new HashMap<>();
  private final Set<String> started = new HashSet<>();
  private final List<String> found = new ArrayList<>();

  AuditJudge(int pool, int retries) {
    this.pool = pool;
    this.retries = retries;
  }

  List<String> judge(List<AuditRow> rows) {
    rows.stream()
        .filter(row -> row.subject().taskId() != null && row.change() != null)
        .forEach(this::fold);
    return found;
  }

  private void fold(AuditRow row) {
    String task = row.subject().runId() + "/" + row.subject().taskId();
    String before = states.getOrDefault(task, "none");
    StateChange change = Objects.requireNonNull(row.change());
    check(before.equals(change.from()), "a change from another state than " + before, row);
    states.put(task, change.to());
    if (row.event().equals("task.started")) {
      check(started.add(task + "/" + row.subject().tryNumber()), "a try that started twice", row);
    }
    if (row.event().equals("task.dependencies_met")) {
      for (String upstream :
          UPSTREAM.getOrDefault(String.valueOf(row.subject().taskId()), List.of())) {
        String state = states.getOrDefault(row.subject().runId() + "/" + upstream, "none");
        check(state.equals("success"), "upstream " + upstream + " is " + state, row);
      }
    }
    Integer number = row.subject().tryNumber();
    check(number != null && number <= retries + 1, "more tries than allowed", row);
    long executing =
        states.values().stream().filter(s -> TaskState.ofWireName(s).executing()).count();
    check(executing <= pool, executing + " tasks in a pool of " + pool, row);
  }

  private void check(boolean holds, String invariant, AuditRow row) {
    if (!holds) {
      found.add(invariant + ": " + row);
    }
  }
}
