package io.orchestrator.web.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * How far a run has come and what holds it up.
 *
 * @param done task instances that have ended
 * @param all task instances of the run
 * @param states how many unfinished ones are in each state
 * @param reasons sentence by rule, with the task it holds up; at most a few
 */
record RunProgress(int done, int all, Map<String, Integer> states, Map<String, String> reasons) {
  private static final int MOST_REASONS = 3;
  private static final int MOST_NAMES = 5;
  private static final Set<String> GOING = Set.of("queued", "running");
  private static final Set<String> ORDINARY = Set.of("", "Trigger Rule");
  static final RunProgress NONE = new RunProgress(-1, -1, Map.of(), Map.of());

  /** Reads it from the server. */
  static RunProgress of(ApiClient client, String path) {
    int all = client.get(path + "/taskInstances?limit=1").path("total_entries").asInt(0);
    JsonNode why = client.get(path.replace("/api/v2/", "/api/x1/") + "/why");
    Map<String, Integer> states = new TreeMap<>();
    Map<String, String> reasons = new TreeMap<>();
    why.path("tasks").forEach(task -> states.merge(state(task), 1, Integer::sum));
    if (why.path("run").isObject()) {
      reasons.put(why.path("run").path("name").asString(), reason(why.path("run")));
    } else {
      why.path("tasks").forEach(task -> add(task, reasons));
    }
    return new RunProgress(all - why.path("tasks").size(), all, states, reasons);
  }

  private static String state(JsonNode task) {
    return task.path("state").asString("not started").replace('_', ' ');
  }

  /** Waiting for the tasks above is no news, and to start or to run is no wait. */
  private static void add(JsonNode task, Map<String, String> reasons) {
    JsonNode why = task.path("why");
    String name = why.path("name").asString("");
    boolean news = !ORDINARY.contains(name) && !GOING.contains(state(task));
    if (news && reasons.size() < MOST_REASONS) {
      reasons.putIfAbsent(name, task.path("task_id").asString() + ": " + reason(why));
    }
  }

  private static String reason(JsonNode rule) {
    return rule.path("reason").asString("");
  }

  /** Sentences with times in them differ each second, so rules are compared by name. */
  boolean sameAs(RunProgress other) {
    return done == other.done
        && all == other.all
        && states.equals(other.states)
        && reasons.keySet().equals(other.reasons.keySet());
  }

  List<String> lines() {
    String rest =
        states.entrySet().stream()
            .map(e -> e.getValue() + " " + e.getKey())
            .collect(Collectors.joining(", "));
    List<String> lines = new ArrayList<>();
    lines.add(done + " of " + all + " tasks done" + (rest.isEmpty() ? "" : "; " + rest) + ".");
    reasons.values().forEach(reason -> lines.add("  " + reason));
    return lines;
  }

  /** How the run ended, and by which tasks it failed. */
  static String end(ApiClient client, String path, JsonNode run) {
    String state = run.path("state").asString();
    String end = "It ended as " + state + ".";
    if (!state.equals("failed")) {
      return end;
    }
    List<JsonNode> failed =
        client.list(path + "/taskInstances?state=failed", "task_instances", MOST_NAMES);
    String names =
        failed.stream()
            .map(task -> task.path("task_id").asString())
            .distinct()
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? end : end + " Failed: " + names + ".";
  }
}
