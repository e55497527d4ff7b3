package io.orchestrator.web.bench.chaos;

import io.orchestrator.web.bench.chaos.History.Change;
import io.orchestrator.web.bench.chaos.History.Instance;
import io.orchestrator.web.bench.chaos.History.Run;
import io.orchestrator.web.bench.chaos.History.RunKey;
import io.orchestrator.web.bench.chaos.History.Task;
import io.orchestrator.web.bench.chaos.History.Told;
import io.orchestrator.web.bench.chaos.History.Try;
import io.orchestrator.web.bench.chaos.History.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A good run of a task and the one behind it, to which a test does harm. Times are seconds. */
final class HistoryOfOneRun {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final RunKey RUN = new RunKey("chaos_chain", "r");

  private final List<Run> runs = new ArrayList<>(List.of(new Run(RUN, "success", null)));
  private final Map<String, String> states =
      new HashMap<>(Map.of("first", "success", "second", "success"));
  private final List<Change> changes = new ArrayList<>();
  private final List<Words> words = new ArrayList<>();
  private final Set<RunKey> acknowledged = new HashSet<>(Set.of(RUN));
  private final Map<String, List<Instant>> dates = new HashMap<>();
  private final Map<Try, List<String>> logs = new HashMap<>();
  private final Map<String, Told> told = new HashMap<>();
  private final List<Patience.Frozen> frozen = new ArrayList<>();

  HistoryOfOneRun() {
    program(0, "first", 10);
    program(11, "second", 20);
    said(1, "started", "first", 1);
    said(2, "alive", "first", 1);
    said(12, "started", "second", 1);
    logged(
        "first",
        "a line without a number",
        "line 1 of 2 by chaos_chain/r/first/1",
        "line 2 of 2 by chaos_chain/r/first/1");
    heard(15, "second", "chaos_chain/r/first/1");
  }

  private void program(int from, String task, int to) {
    changes.add(change(from, "dependencies_met", task, 1, "none", "scheduled"));
    changes.add(change(from, "claimed", task, 1, "scheduled", "queued"));
    changes.add(change(from, "started", task, 1, "queued", "running"));
    changes.add(change(to, "succeeded", task, 1, "running", "success"));
  }

  History build() {
    List<Change> numbered = new ArrayList<>();
    for (Change c : changes) {
      numbered.add(new Change(numbered.size() + 1, c.at(), c.event(), c.of(), c.from(), c.to()));
    }
    List<Instance> instances =
        states.entrySet().stream()
            .map(e -> new Instance(new Task(RUN, e.getKey()), e.getValue(), told(e.getKey())))
            .toList();
    History.Done done = new History.Done(acknowledged, dates, frozen);
    return new History(runs, instances, numbered, words, logs, done);
  }

  private Told told(String task) {
    return told.getOrDefault(task, Told.NOTHING);
  }

  HistoryOfOneRun told(String task, @Nullable String externalId, int tryNumber, String... notes) {
    told.put(task, new Told(externalId, tryNumber, List.of(notes)));
    return this;
  }

  /** What was told from that second on was taken at once. */
  HistoryOfOneRun taken(int second, String task, int number) {
    String asked = Long.toString(at(second).toEpochMilli());
    words.add(new Words(at(second), "told", attempt(task, number), asked));
    return this;
  }

  HistoryOfOneRun attached(int second, String task, int number, String externalId) {
    words.add(new Words(at(second), "attached", attempt(task, number), externalId));
    return this;
  }

  HistoryOfOneRun frozen(int from, int to) {
    frozen.add(new Patience.Frozen(at(from), at(to)));
    return this;
  }

  HistoryOfOneRun acknowledged(String dagId, String runId) {
    acknowledged.add(new RunKey(dagId, runId));
    return this;
  }

  HistoryOfOneRun date(String dagId, String date) {
    dates.put(dagId, List.of(Instant.parse(date)));
    return this;
  }

  HistoryOfOneRun run(UnaryOperator<Run> change) {
    runs.replaceAll(change);
    return this;
  }

  HistoryOfOneRun instance(String task, String state) {
    states.put(task, state);
    return this;
  }

  /** A change between the start of the first task and its end. */
  HistoryOfOneRun changedAgain(
      int second, String event, String task, int number, String from, String to) {
    int end = changes.indexOf(change(10, "succeeded", "first", 1, "running", "success"));
    changes.add(end, change(second, event, task, number, from, to));
    return this;
  }

  /** A change before all others. */
  HistoryOfOneRun changedFirst(
      int second, String event, String task, int number, String from, String to) {
    changes.add(0, change(second, event, task, number, from, to));
    return this;
  }

  HistoryOfOneRun said(int second, String what, String task, int number) {
    words.add(new Words(at(second), what, attempt(task, number), ""));
    return this;
  }

  HistoryOfOneRun saidNothing(String task) {
    words.removeIf(each -> each.by().task().taskId().equals(task));
    return this;
  }

  HistoryOfOneRun heard(int second, String task, String value) {
    words.add(new Words(at(second), "heard", attempt(task, 1), value));
    return this;
  }

  HistoryOfOneRun logged(String task, String... lines) {
    logs.put(attempt(task, 1), List.of(lines));
    return this;
  }

  private static Change change(
      int second, String event, String task, int number, String from, String to) {
    return new Change(0, at(second), "task." + event, attempt(task, number), from, to);
  }

  private static Try attempt(String task, int number) {
    return new Try(new Task(RUN, task), number);
  }

  private static Instant at(int second) {
    return BEGIN.plusSeconds(second);
  }
}
