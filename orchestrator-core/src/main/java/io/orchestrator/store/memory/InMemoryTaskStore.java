package io.orchestrator.store.memory;

import io.orchestrator.model.BranchDecision;
import io.orchestrator.run.Attempt;
import io.orchestrator.run.ClaimSnapshot;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.run.UndoPlan;
import io.orchestrator.store.MemberStore.WorkerProcess;
import io.orchestrator.store.ReactionWrite;
import io.orchestrator.store.TaskStore;
import io.orchestrator.store.memory.Tables.FactsEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Task instances. */
record InMemoryTaskStore(Tables rows, InMemoryAuditStore audit, Instant now) implements TaskStore {
  @Override
  public Collection<UUID> apply(Collection<TaskTransition> transitions, String actor) {
    return transitions.stream()
        .filter(change -> write(change, TaskTransition::after, actor).isPresent())
        .map(change -> change.before().id())
        .toList();
  }

  @Override
  public ClaimSnapshot claimable(Collection<String> queues, Except except, int limit) {
    rows.raiseBook();
    return new ClaimReading(rows, now).read(queues, except, limit);
  }

  /** Transactions are serial: nobody holds a row. */
  @Override
  public Collection<UUID> locked(Collection<UUID> ids) {
    return ids.stream().filter(id -> rows.tasks.find(id).isEmpty()).toList();
  }

  @Override
  public ClaimSnapshot scheduled(long runPk) {
    return new ClaimReading(rows, now).ofRun(runPk);
  }

  @Override
  public List<TaskInstance> claim(Collection<Claim> claims, String worker, Duration lease) {
    Instant until = now.plus(lease);
    return claims.stream()
        .flatMap(
            claim ->
                write(claim.transition(), c -> c.claimedBy(worker, claim.epoch(), until), worker)
                    .stream())
        .toList();
  }

  @Override
  public Collection<UUID> giveBack(Collection<UndoPlan.GivenBack> changes, String actor) {
    List<UUID> changed = new ArrayList<>();
    for (UndoPlan.GivenBack change : changes) {
      TaskInstance was = change.was();
      if (write(change.transition(), t -> was, actor).isPresent()) {
        if (change.goesOn()) {
          rows.attempts.put(
              was.id(),
              attempts(was.id()).stream().filter(a -> a.tryNumber() < was.tryNumber()).toList());
        }
        changed.add(was.id());
      }
    }
    return changed;
  }

  /** Compare-and-set on state and epoch, with its audit row and, when a try ends, its attempt. */
  private Optional<TaskInstance> write(
      TaskTransition change, Function<TaskTransition, TaskInstance> row, String actor) {
    TaskInstance before = change.before();
    Optional<TaskEntry> current =
        rows.tasks
            .find(before.id())
            .filter(e -> e.task().state() == before.state())
            .filter(e -> Objects.equals(e.task().epoch(), before.epoch()));
    return current.map(
        entry -> {
          TaskInstance changed = Checks.sound(row.apply(change.onto(entry.task())));
          rows.tasks.put(changed.id(), entry.with(changed));
          rows.raise(changed.runPk());
          audit.changed(rows.runs.find(changed.runPk()).orElseThrow().run(), change, actor);
          change.endedTry().ifPresent(this::keep);
          return changed;
        });
  }

  /** A change of a reaction; false when the row is not as it was remembered. */
  boolean write(ReactionWrite.TaskChange change) {
    return write(change.transition(), transition -> change.after(), change.actor()).isPresent();
  }

  void decide(UUID id, BranchDecision decision) {
    rows.tasks
        .find(id)
        .ifPresent(e -> rows.tasks.put(id, e.with(e.task().withReport(null, decision))));
  }

  private void keep(Attempt ended) {
    List<Attempt> kept = new ArrayList<>(attempts(ended.taskInstanceId()));
    kept.removeIf(a -> a.tryNumber() == ended.tryNumber());
    kept.add(ended);
    kept.sort(Comparator.comparingInt(Attempt::tryNumber));
    rows.attempts.put(ended.taskInstanceId(), List.copyOf(kept));
  }

  @Override
  public Optional<TaskInstance> find(UUID id) {
    return rows.tasks.find(id).map(TaskEntry::task);
  }

  @Override
  public List<TaskInstance> find(Collection<UUID> ids) {
    return ids.stream().distinct().flatMap(id -> find(id).stream()).toList();
  }

  @Override
  public Optional<TaskInstance> find(long runPk, String taskId, int mapIndex) {
    return ofRun(runPk).stream()
        .filter(t -> t.taskId().equals(taskId) && t.mapIndex() == mapIndex)
        .findFirst();
  }

  @Override
  public List<TaskInstance> ofRun(long runPk) {
    return rows.tasksOfRun.find(runPk).orElse(List.of()).stream()
        .flatMap(id -> find(id).stream())
        .toList();
  }

  @Override
  public List<Attempt> attempts(UUID id) {
    return rows.attempts.find(id).orElse(List.of());
  }

  @Override
  public Collection<UUID> extendLeases(Map<UUID, UUID> held, Duration lease) {
    Instant until = now.plus(lease);
    return held.entrySet().stream()
        .flatMap(h -> find(h.getValue()).filter(t -> h.getKey().equals(t.epoch())).stream())
        .filter(t -> t.state() == TaskState.QUEUED || t.state() == TaskState.RUNNING)
        .map(
            task -> {
              extend(task, until);
              return Objects.requireNonNull(task.epoch());
            })
        .toList();
  }

  @Override
  public void renewLeases(Duration lease) {
    Instant until = now.plus(lease);
    executing().toList().forEach(task -> extend(task, until));
  }

  private void extend(TaskInstance task, Instant until) {
    rows.tasks
        .find(task.id())
        .ifPresent(e -> rows.tasks.put(task.id(), e.with(task.withHold(task.hold(), until))));
  }

  @Override
  public List<TaskInstance> leaseExpired(Instant moment, int limit) {
    return executing()
        .filter(t -> !lease(t).isAfter(moment))
        .sorted(Comparator.comparing(InMemoryTaskStore::lease).thenComparing(TaskInstance::id))
        .limit(limit)
        .toList();
  }

  @Override
  public List<TaskInstance> heldBy(String worker) {
    return executing().filter(t -> worker.equals(t.worker())).toList();
  }

  @Override
  public Optional<Instant> nextTimer() {
    return Stream.concat(
            timers().map(InMemoryTaskStore::timer), executing().map(InMemoryTaskStore::lease))
        .filter(at -> at.isAfter(now))
        .min(Comparator.naturalOrder());
  }

  @Override
  public List<Long> runsWithTimerDue(Instant moment, int limit) {
    Map<Long, Instant> earliest = new HashMap<>();
    timers()
        .filter(t -> !timer(t).isAfter(moment))
        .forEach(t -> earliest.merge(t.runPk(), timer(t), (a, b) -> a.isBefore(b) ? a : b));
    return earliest.entrySet().stream()
        .sorted(
            Map.Entry.<Long, Instant>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .limit(limit)
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public boolean report(UUID id, UUID epoch, TaskReport report) {
    Optional<TaskEntry> held = rows.tasks.find(id).filter(e -> epoch.equals(e.task().epoch()));
    held.ifPresent(
        entry -> {
          TaskInstance told = entry.task().withReport(report.externalId(), report.decision());
          rows.tasks.put(id, entry.with(told));
          if (report.externalId() != null || report.decision() != null) {
            rows.raise(told.runPk());
          }
          rows.facts.put(id, facts(id, entry.task().tryNumber(), report, null, null));
        });
    return held.isPresent();
  }

  @Override
  public void reportProcess(Map<UUID, UUID> held, long pid, String hostname) {
    TaskReport nothing = new TaskReport(null, null, Map.of(), Map.of());
    held.keySet().stream()
        .flatMap(id -> find(id).stream())
        .filter(task -> Objects.equals(held.get(task.id()), task.epoch()))
        .forEach(
            task ->
                rows.facts.put(
                    task.id(), facts(task.id(), task.tryNumber(), nothing, pid, hostname)));
  }

  private FactsEntry facts(
      UUID id, int tryNumber, TaskReport report, @Nullable Long pid, @Nullable String hostname) {
    TaskFacts old = reported(id);
    boolean sameTry = rows.facts.find(id).map(f -> f.tryNumber() == tryNumber).orElse(false);
    Map<String, String> rendered = new LinkedHashMap<>(sameTry ? old.renderedFields() : Map.of());
    rendered.putAll(report.renderedFields());
    Map<String, Object> notes = new LinkedHashMap<>(sameTry ? old.notes() : Map.of());
    notes.putAll(JsonCopy.of(report.notes()));
    return new FactsEntry(
        tryNumber,
        new TaskFacts(
            Map.copyOf(rendered),
            java.util.Collections.unmodifiableMap(notes),
            pid == null && sameTry ? old.pid() : pid,
            hostname == null && sameTry ? old.hostname() : hostname));
  }

  private TaskFacts reported(UUID id) {
    return rows.facts
        .find(id)
        .map(FactsEntry::facts)
        .orElse(new TaskFacts(Map.of(), Map.of(), null, null));
  }

  @Override
  public TaskFacts facts(UUID id) {
    TaskFacts told = reported(id);
    Integer tryNumber = find(id).map(TaskInstance::tryNumber).orElse(null);
    boolean ofTry =
        rows.facts.find(id).filter(f -> Objects.equals(tryNumber, f.tryNumber())).isPresent();
    return told.pid() != null && ofTry
        ? told
        : find(id)
            .flatMap(this::process)
            .map(p -> new TaskFacts(told.renderedFields(), told.notes(), p.pid(), p.hostname()))
            .orElse(told);
  }

  /** Which process went by the worker's name when the attempt was claimed. */
  private Optional<WorkerProcess> process(TaskInstance task) {
    String worker = task.worker();
    Instant claimed = task.times().queuedAt();
    return worker == null || claimed == null
        ? Optional.empty()
        : rows.processes.find(worker).orElse(List.of()).stream()
            .filter(process -> !process.since().isAfter(claimed))
            .findFirst();
  }

  private Stream<TaskInstance> executing() {
    return rows.tasks.stream().map(TaskEntry::task).filter(t -> t.state().executing());
  }

  private Stream<TaskInstance> timers() {
    return rows.tasks.stream()
        .map(TaskEntry::task)
        .filter(
            t -> t.state() == TaskState.UP_FOR_RETRY || t.state() == TaskState.UP_FOR_RESCHEDULE);
  }

  private static Instant timer(TaskInstance task) {
    return Objects.requireNonNull(task.times().retryAt());
  }

  private static Instant lease(TaskInstance task) {
    return Objects.requireNonNull(task.times().leaseUntil());
  }
}
