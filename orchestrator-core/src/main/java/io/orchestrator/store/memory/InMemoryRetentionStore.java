package io.orchestrator.store.memory;

import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunState;
import io.orchestrator.run.RunType;
import io.orchestrator.run.TaskState;
import io.orchestrator.store.RetentionStore;
import io.orchestrator.store.RunStore.Remembered;
import io.orchestrator.store.memory.Tables.DateKey;
import io.orchestrator.store.memory.Tables.RunKey;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Deletes runs and audit rows. */
record InMemoryRetentionStore(Tables rows, Instant now) implements RetentionStore {
  private static final Set<TaskState> AT_WORK =
      Set.of(TaskState.QUEUED, TaskState.RUNNING, TaskState.RESTARTING, TaskState.DEFERRED);
  private static final Comparator<ExpiredRun> LONGEST_ENDED =
      Comparator.comparing(ExpiredRun::endDate).thenComparing(ExpiredRun::runPk);

  @Override
  public Optional<Instant> endOf(String dagId, int nth) {
    return ofDag(dagId)
        .flatMap(run -> Stream.ofNullable(run.endDate()))
        .sorted(Comparator.reverseOrder())
        .skip(nth - 1L)
        .findFirst();
  }

  @Override
  public List<ExpiredRun> expired(String dagId, Instant endedBefore, int limit) {
    Set<Long> needed = needed(dagId);
    return ofDag(dagId)
        .filter(run -> !needed.contains(run.id()) && !undoable(run) && !atWork(run.id()))
        .flatMap(run -> expired(run, endedBefore).stream())
        .sorted(LONGEST_ENDED)
        .limit(limit)
        .toList();
  }

  private Optional<ExpiredRun> expired(DagRun run, Instant endedBefore) {
    Instant end = run.endDate();
    return end == null || !end.isBefore(endedBefore)
        ? Optional.empty()
        : Optional.of(new ExpiredRun(run.id(), run.runId(), end, tasks(run.id()).size()));
  }

  private Set<Long> needed(String dagId) {
    Set<Long> needed = new HashSet<>();
    Stream<Instant> dates =
        ofDag(dagId)
            .filter(run -> !run.state().finished())
            .flatMap(run -> Stream.ofNullable(run.logicalDate()));
    Stream.concat(dates, Stream.of(Instant.MAX))
        .forEach(
            date -> {
              needed.addAll(latest(dagId, date, run -> true));
              needed.addAll(latest(dagId, date, run -> run.type() != RunType.MANUAL));
              needed.addAll(latest(dagId, date, InMemoryRetentionStore::automated));
              needed.addAll(latest(dagId, date, run -> run.state() == RunState.SUCCESS));
            });
    return needed;
  }

  private static boolean automated(DagRun run) {
    return run.type() == RunType.SCHEDULED || run.type() == RunType.BACKFILL;
  }

  private List<Long> latest(String dagId, Instant before, Predicate<DagRun> which) {
    return ofDag(dagId)
        .filter(run -> run.logicalDate() != null && run.logicalDate().isBefore(before))
        .filter(which)
        .max(Comparator.comparing(run -> Objects.requireNonNull(run.logicalDate())))
        .map(DagRun::id)
        .stream()
        .toList();
  }

  private boolean undoable(DagRun run) {
    return rows.remembered
        .find(run.id())
        .filter(r -> r.at().isAfter(now.minus(Remembered.KEPT)))
        .isPresent();
  }

  @Override
  public Collection<Long> delete(Collection<Long> runPks, Instant endedBefore, boolean keepNames) {
    List<DagRun> gone =
        runPks.stream()
            .distinct()
            .flatMap(pk -> rows.runs.find(pk).stream())
            .map(RunEntry::run)
            .filter(run -> expired(run, endedBefore).isPresent() && !atWork(run.id()))
            .toList();
    gone.forEach(run -> delete(run, keepNames));
    return gone.stream().map(DagRun::id).toList();
  }

  private void delete(DagRun run, boolean keepNames) {
    RunKey name = new RunKey(run.dagId(), run.runId());
    tasks(run.id())
        .forEach(
            id -> {
              rows.tasks.remove(id);
              rows.attempts.remove(id);
              rows.facts.remove(id);
            });
    rows.tasksOfRun.remove(run.id());
    rows.xcoms.removeIf(xcom -> xcom.runPk() == run.id());
    rows.remembered.remove(run.id());
    rows.runsByName.remove(name);
    if (run.logicalDate() != null) {
      rows.runsByDate.remove(new DateKey(run.dagId(), run.logicalDate()));
    }
    rows.runs.remove(run.id());
    if (keepNames) {
      rows.deletedRuns.put(name, new DeletedRun(run.dagId(), run.runId(), now));
    }
  }

  @Override
  public List<DeletedRun> deletedRuns(int limit) {
    return rows.deletedRuns.stream()
        .sorted(Comparator.comparing(DeletedRun::at))
        .limit(limit)
        .toList();
  }

  @Override
  public void forget(DeletedRun run) {
    RunKey name = new RunKey(run.dagId(), run.runId());
    if (rows.deletedRuns.find(name).filter(run::equals).isPresent()) {
      rows.deletedRuns.remove(name);
    }
  }

  @Override
  public long countAudit(Instant before) {
    return rows.audit.stream().filter(row -> row.at().isBefore(before)).count();
  }

  @Override
  public int deleteAudit(Instant before, int limit) {
    List<Long> old =
        rows.audit.stream()
            .limit(limit)
            .filter(row -> row.at().isBefore(before))
            .map(row -> row.seq())
            .toList();
    old.forEach(rows.audit::remove);
    return old.size();
  }

  private Stream<DagRun> ofDag(String dagId) {
    return rows.runs.stream().map(RunEntry::run).filter(run -> run.dagId().equals(dagId));
  }

  private List<UUID> tasks(long runPk) {
    return rows.tasksOfRun.find(runPk).orElse(List.of());
  }

  private boolean atWork(long runPk) {
    return tasks(runPk).stream()
        .flatMap(id -> rows.tasks.find(id).stream())
        .anyMatch(entry -> AT_WORK.contains(entry.task().state()));
  }
}
