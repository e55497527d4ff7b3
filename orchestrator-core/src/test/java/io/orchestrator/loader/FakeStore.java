package io.orchestrator.loader;

import io.orchestrator.model.DagCode;
import io.orchestrator.model.DagVersion;
import io.orchestrator.store.AuditStore;
import io.orchestrator.store.DagStore;
import io.orchestrator.store.MemberStore;
import io.orchestrator.store.RunStore;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreTransaction;
import io.orchestrator.store.StoreUnavailableException;
import io.orchestrator.store.TaskStore;
import io.orchestrator.store.XComStore;
import io.orchestrator.timetable.RunSlot;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** DAGs, import problems and warnings in maps; no runs. Can refuse one transaction. */
final class FakeStore implements Store, DagStore {
  static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");
  final Map<String, StoredDag> dags = new LinkedHashMap<>();
  final Map<String, List<ImportProblem>> problems = new LinkedHashMap<>();
  final Map<String, List<ImportProblem>> warnings = new LinkedHashMap<>();
  final Set<String> pools = new HashSet<>(Set.of("default_pool"));
  private boolean refuseNext;

  void refuseNext() {
    refuseNext = true;
  }

  @Override
  public <T> T transact(Function<? super StoreTransaction, T> work) {
    if (refuseNext) {
      refuseNext = false;
      throw new StoreUnavailableException("refused by the test", new IllegalStateException());
    }
    return work.apply(
        new StoreTransaction(
            NOW,
            this,
            port(RunStore.class, (proxy, method, args) -> Optional.empty()),
            unused(TaskStore.class),
            unused(XComStore.class),
            unused(AuditStore.class),
            unused(MemberStore.class),
            unused(io.orchestrator.store.ReactionStore.class),
            unused(io.orchestrator.store.RetentionStore.class)));
  }

  /** A port that loading has no business with. */
  private static <P> P unused(Class<P> type) {
    return port(
        type,
        (proxy, method, args) -> {
          throw new UnsupportedOperationException(method.getName());
        });
  }

  private static <P> P port(Class<P> type, InvocationHandler answers) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answers));
  }

  @Override
  public <T> T read(Function<? super StoreTransaction, T> reads) {
    return transact(reads);
  }

  @Override
  public Store waitingAtMost(Duration most) {
    return this;
  }

  @Override
  public Instant now() {
    return NOW;
  }

  @Override
  public StoredDag register(LoadedDag dag, boolean pausedByDefault) {
    StoredDag before = dags.get(dag.model().dagId());
    int number = before == null ? 1 : before.version().number() + 1;
    StoredDag stored =
        new StoredDag(
            new DagVersion(
                new UUID(0, number), number, dag.structureHash(), dag.codeHash(), dag.model()),
            dag.bundle(),
            dag.fileName(),
            pausedByDefault,
            false,
            before == null ? null : before.nextFire(),
            NOW);
    dags.put(dag.model().dagId(), stored);
    return stored;
  }

  @Override
  public Optional<StoredDag> find(String dagId) {
    return Optional.ofNullable(dags.get(dagId));
  }

  @Override
  public Optional<StoredDag> lock(String dagId) {
    return find(dagId);
  }

  @Override
  public List<StoredDag> all() {
    return List.copyOf(dags.values());
  }

  @Override
  public void markStale(String bundle, Collection<String> presentDagIds) {
    dags.replaceAll(
        (id, dag) ->
            dag.bundle().equals(bundle) && !presentDagIds.contains(id)
                ? with(dag, true, dag.nextFire())
                : dag);
  }

  @Override
  public void setNextFire(String dagId, @Nullable RunSlot next) {
    dags.computeIfPresent(dagId, (id, dag) -> with(dag, dag.stale(), next));
  }

  @Override
  public void replaceImportProblems(String bundle, List<ImportProblem> found) {
    problems.put(bundle, found);
  }

  @Override
  public List<ImportProblem> importProblems() {
    List<ImportProblem> all = new ArrayList<>();
    problems.values().forEach(all::addAll);
    return all;
  }

  @Override
  public void replaceLoadWarnings(String bundle, List<ImportProblem> found) {
    warnings.put(bundle, found);
  }

  @Override
  public List<ImportProblem> loadWarnings() {
    return warnings.values().stream().flatMap(List::stream).toList();
  }

  private static StoredDag with(StoredDag dag, boolean stale, @Nullable RunSlot next) {
    return new StoredDag(
        dag.version(), dag.bundle(), dag.fileName(), dag.paused(), stale, next, NOW);
  }

  @Override
  public Optional<DagVersion> version(UUID versionId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<DagVersion> versions(String dagId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<DagCode> code(UUID versionId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean setPaused(String dagId, boolean paused) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> due(Instant now, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Instant> nextAlarm() {
    throw new UnsupportedOperationException();
  }
}
