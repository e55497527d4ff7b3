package io.orchestrator.scheduler.memory;

import io.orchestrator.administration.Pool;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunState;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.store.ReactionStore;
import io.orchestrator.store.ReactionStore.OpenRun;
import io.orchestrator.store.ReactionStore.OpenRuns;
import io.orchestrator.store.ReactionStore.VersionedRun;
import io.orchestrator.store.ReactionWrite.Remembered;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The runs that go on, with all their task instances, as they were last read or written. It may be
 * old at any time: what is decided on it is written only where the versions say that it is not.
 *
 * <p>Changes are made in place while a reaction is decided. {@link #begin} forgets those of a
 * reaction that was not {@link #committed}. For one thread.
 */
final class RunMemory {
  /** More runs than that are not remembered, nor more task instances: they would fill the heap. */
  private static final int MOST_RUNS = 5_000;

  private static final int MOST_TASKS = 50_000;

  /** How long nothing is remembered when it was too much. */
  private static final Duration REST = Duration.ofMinutes(1);

  private final Map<Long, RememberedRun> runs = new HashMap<>();
  private final Map<UUID, RememberedRun> runsOfTasks = new HashMap<>();
  private final ReadyTasks ready = new ReadyTasks();
  private final TakenSlots taken = new TakenSlots();

  /** What the reaction at hand has changed or decided on: as it was before. */
  private final Map<Long, Remembered> touched = new LinkedHashMap<>();

  /** Runs that the transaction at hand has written already. */
  private final Set<Long> written = new HashSet<>();

  /** Forgotten, and to be read again: limits are counted over all that goes on. */
  private final Set<Long> missing = new HashSet<>();

  private List<Pool> pools = List.of();
  private long book;
  private boolean claimed;
  private boolean fresh;
  private Instant restUntil = Instant.MIN;

  /** Forgets what a reaction changed that was not committed. */
  void begin() {
    forget(List.copyOf(touched.keySet()));
    forget(List.copyOf(written));
    touched.clear();
    written.clear();
    claimed = false;
  }

  /** What was decided so far is written, in the transaction at hand. */
  void written() {
    for (Remembered before : touched.values()) {
      RememberedRun run = Objects.requireNonNull(runs.get(before.run().id()));
      run.writtenAs(before.version() + 1);
      written.add(run.id());
    }
    book += claimed ? 1 : 0;
    touched.clear();
    claimed = false;
  }

  /** All that was decided since {@link #begin} is written for good. */
  void committed() {
    for (long runPk : List.copyOf(written)) {
      if (Objects.requireNonNull(runs.get(runPk)).isOver()) {
        forget(runPk);
      }
    }
    written.clear();
  }

  /** Nothing is taken for granted any more; what has not changed is not read again. */
  void doubt() {
    fresh = false;
  }

  /** Forgets runs that others may have changed; they are read again. */
  void forget(Collection<Long> runPks) {
    runPks.forEach(this::forget);
    missing.addAll(runPks);
  }

  private void forget(long runPk) {
    RememberedRun run = runs.remove(runPk);
    if (run != null) {
      run.tasks().forEach(task -> leave(run, task));
      run.tasks().forEach(task -> runsOfTasks.remove(task.id()));
    }
  }

  /**
   * Reads what is missing, and, if there is doubt, what is open and not remembered as it stands.
   *
   * @throws NotRememberedException when it is too much, and for a while after that
   */
  void refresh(ReactionStore store, Instant now) {
    require(!now.isBefore(restUntil), "it was too much");
    try {
      refresh(store);
    } catch (NotRememberedException e) {
      List.copyOf(runs.keySet()).forEach(this::forget);
      restUntil = now.plus(REST);
      throw e;
    }
  }

  private void refresh(ReactionStore store) {
    if (fresh) {
      load(store, List.copyOf(missing));
      missing.clear();
      return;
    }
    OpenRuns open = store.open(MOST_RUNS);
    require(!open.more(), "more than " + MOST_RUNS + " runs go on");
    pools = open.pools();
    book = open.book();
    Set<Long> wanted = new HashSet<>();
    Set<Long> kept = new HashSet<>();
    for (OpenRun run : open.runs()) {
      boolean same =
          Optional.ofNullable(runs.get(run.runPk())).filter(known -> known.is(run)).isPresent();
      (same ? kept : wanted).add(run.runPk());
    }
    runs.keySet().stream().filter(key -> !kept.contains(key)).toList().forEach(this::forget);
    load(store, wanted);
    missing.clear();
    fresh = true;
  }

  /** Reads those of the runs that are not remembered; gone ones stay unknown. */
  void load(ReactionStore store, Collection<Long> runPks) {
    List<Long> unknown = runPks.stream().filter(runPk -> !runs.containsKey(runPk)).toList();
    if (!unknown.isEmpty()) {
      store
          .read(unknown, MOST_TASKS - runsOfTasks.size())
          .orElseThrow(
              () -> new NotRememberedException("more than " + MOST_TASKS + " task instances go on"))
          .forEach(this::remember);
    }
  }

  private static void require(boolean fits, String otherwise) {
    if (!fits) {
      throw new NotRememberedException(otherwise);
    }
  }

  private void remember(VersionedRun read) {
    RememberedRun run = new RememberedRun(read);
    runs.put(run.id(), run);
    for (TaskInstance task : run.tasks()) {
      runsOfTasks.put(task.id(), run);
      enter(run, task);
    }
  }

  /** The run, if it is remembered. */
  @Nullable RememberedRun run(long runPk) {
    return runs.get(runPk);
  }

  /** The run of a task instance, if it is remembered. */
  @Nullable RememberedRun runOf(UUID taskId) {
    return runsOfTasks.get(taskId);
  }

  /** Whatever is decided on the run is written only if it still is as it is remembered. */
  void touch(RememberedRun run) {
    touched.computeIfAbsent(run.id(), id -> run.seen());
  }

  void change(RememberedRun run, TaskInstance after) {
    touch(run);
    leave(run, Objects.requireNonNull(run.task(after.id())));
    run.put(after);
    enter(run, after);
  }

  void change(RememberedRun run, DagRun after) {
    touch(run);
    run.tasks().forEach(task -> leave(run, task));
    run.put(after);
    run.tasks().forEach(task -> enter(run, task));
  }

  /** What is decided next depends on the claim book. */
  void claim() {
    claimed = true;
  }

  private void enter(RememberedRun run, TaskInstance task) {
    ready.enter(run, task);
    taken.count(run.terms(task.id()), task, 1);
  }

  private void leave(RememberedRun run, TaskInstance task) {
    ready.leave(run, task);
    taken.count(run.terms(task.id()), task, -1);
  }

  /** The runs that were touched, as they were before. */
  Map<Long, Remembered> touched() {
    return touched;
  }

  /** Whether a run that was queued goes on in what is not written yet. */
  boolean startsRuns() {
    return touched.values().stream()
        .anyMatch(
            was -> was.run().state() == RunState.QUEUED && now(was).state() == RunState.RUNNING);
  }

  /** How many running runs of a DAG have ended in what is not written yet. */
  Map<String, Integer> endingRuns() {
    Map<String, Integer> ending = new HashMap<>();
    for (Remembered was : touched.values()) {
      if (was.run().state() == RunState.RUNNING && now(was).state().finished()) {
        ending.merge(was.run().dagId(), 1, Integer::sum);
      }
    }
    return ending;
  }

  private DagRun now(Remembered was) {
    return Objects.requireNonNull(runs.get(was.run().id())).run();
  }

  /** Version of the claim book if claims were made. */
  @Nullable Long claimedIn() {
    return claimed ? book : null;
  }

  ReadyTasks ready() {
    return ready;
  }

  TakenSlots taken() {
    return taken;
  }

  List<Pool> pools() {
    return pools;
  }
}
