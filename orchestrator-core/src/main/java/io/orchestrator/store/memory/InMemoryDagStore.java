package io.orchestrator.store.memory;

import io.orchestrator.model.DagCode;
import io.orchestrator.model.DagModel;
import io.orchestrator.model.DagModels;
import io.orchestrator.model.DagVersion;
import io.orchestrator.store.DagStore;
import io.orchestrator.store.memory.Tables.VersionEntry;
import io.orchestrator.timetable.RunSlot;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** DAGs, versions, next-fire rows and import problems. */
record InMemoryDagStore(Tables rows, Instant now) implements DagStore {
  @Override
  public StoredDag register(LoadedDag dag, boolean pausedByDefault) {
    DagModel model = dag.model();
    Boolean atCreation = model.pausedAtCreation();
    Optional<StoredDag> known = rows.dags.find(model.dagId());
    boolean paused =
        known.map(StoredDag::paused).orElse(atCreation == null ? pausedByDefault : atCreation);
    DagVersion version = known.flatMap(d -> current(d, dag)).orElseGet(() -> newVersion(dag));
    RunSlot next = known.map(StoredDag::nextFire).orElse(null);
    StoredDag stored =
        new StoredDag(version, dag.bundle(), dag.fileName(), paused, false, next, now);
    rows.dags.put(model.dagId(), stored);
    return stored;
  }

  /** The current version when it is what was loaded. */
  private Optional<DagVersion> current(StoredDag known, LoadedDag dag) {
    return rows.versions
        .find(known.version().id())
        .filter(v -> v.version().structureHash().equals(dag.structureHash()))
        .filter(v -> v.code().codeHash().equals(dag.codeHash()))
        .filter(v -> v.code().fileName().equals(dag.fileName()))
        .map(VersionEntry::version);
  }

  /** The model is kept as it comes back from its JSON, as it would from the database. */
  private DagVersion newVersion(LoadedDag dag) {
    DagModel model = DagModels.fromJson(DagModels.toJson(dag.model()));
    UUID id = rows.id();
    int number = versions(model.dagId()).size() + 1;
    DagVersion version = new DagVersion(id, number, dag.structureHash(), dag.codeHash(), model);
    DagCode code = new DagCode(dag.codeKind(), dag.fileName(), dag.codeHash(), dag.source());
    rows.versions.put(id, new VersionEntry(version, code));
    return version;
  }

  @Override
  public Optional<StoredDag> find(String dagId) {
    return rows.dags.find(dagId);
  }

  /** One transaction at a time: everything is locked. */
  @Override
  public Optional<StoredDag> lock(String dagId) {
    return find(dagId);
  }

  @Override
  public List<StoredDag> all() {
    return rows.dags.stream().toList();
  }

  @Override
  public Optional<DagVersion> version(UUID versionId) {
    return rows.versions.find(versionId).map(VersionEntry::version);
  }

  @Override
  public List<DagVersion> versions(String dagId) {
    return rows.versions.stream()
        .map(VersionEntry::version)
        .filter(v -> v.dagId().equals(dagId))
        .toList();
  }

  @Override
  public Optional<DagCode> code(UUID versionId) {
    return rows.versions.find(versionId).map(VersionEntry::code);
  }

  @Override
  public boolean setPaused(String dagId, boolean paused) {
    rows.raiseBook();
    return change(dagId, d -> with(d, paused, d.stale(), d.nextFire()));
  }

  @Override
  public void markStale(String bundle, Collection<String> presentDagIds) {
    Set<String> present = Set.copyOf(presentDagIds);
    List.copyOf(rows.dags.all()).stream()
        .filter(d -> d.bundle().equals(bundle) && !present.contains(d.dagId()))
        .forEach(d -> rows.dags.put(d.dagId(), with(d, d.paused(), true, d.nextFire())));
  }

  @Override
  public void setNextFire(String dagId, @Nullable RunSlot next) {
    change(dagId, d -> with(d, d.paused(), d.stale(), next));
  }

  @Override
  public List<String> due(Instant moment, int limit) {
    return mayFire()
        .filter(d -> !runAfter(d).isAfter(moment))
        .sorted(Comparator.comparing(InMemoryDagStore::runAfter).thenComparing(StoredDag::dagId))
        .limit(limit)
        .map(StoredDag::dagId)
        .toList();
  }

  @Override
  public Optional<Instant> nextAlarm() {
    return mayFire()
        .map(InMemoryDagStore::runAfter)
        .filter(at -> at.isAfter(now))
        .min(Comparator.naturalOrder());
  }

  @Override
  public void replaceImportProblems(String bundle, List<ImportProblem> problems) {
    replace(rows.problems, bundle, problems);
  }

  @Override
  public void replaceLoadWarnings(String bundle, List<ImportProblem> warnings) {
    replace(rows.warnings, bundle, warnings);
  }

  private void replace(Table<Long, ImportProblem> table, String bundle, List<ImportProblem> found) {
    table.removeIf(p -> p.bundle().equals(bundle));
    found.forEach(p -> table.put(rows.number(), p));
  }

  @Override
  public List<ImportProblem> importProblems() {
    return byPlace(rows.problems);
  }

  @Override
  public List<ImportProblem> loadWarnings() {
    return byPlace(rows.warnings);
  }

  private static List<ImportProblem> byPlace(Table<Long, ImportProblem> table) {
    return table.stream()
        .sorted(
            Comparator.comparing(ImportProblem::bundle)
                .thenComparing(ImportProblem::fileName)
                .thenComparing(
                    ImportProblem::line, Comparator.nullsLast(Comparator.naturalOrder())))
        .toList();
  }

  private Stream<StoredDag> mayFire() {
    return rows.dags.stream()
        .filter(d -> !d.paused() && !d.stale() && d.nextFire() != null)
        .filter(
            d ->
                rows.problems.stream()
                    .noneMatch(
                        p -> p.bundle().equals(d.bundle()) && p.fileName().equals(d.fileName())));
  }

  private static Instant runAfter(StoredDag dag) {
    return Objects.requireNonNull(dag.nextFire()).runAfter();
  }

  private boolean change(String dagId, java.util.function.UnaryOperator<StoredDag> change) {
    Optional<StoredDag> known = rows.dags.find(dagId);
    known.ifPresent(d -> rows.dags.put(dagId, change.apply(d)));
    return known.isPresent();
  }

  private static StoredDag with(
      StoredDag d, boolean paused, boolean stale, @Nullable RunSlot next) {
    return new StoredDag(
        d.version(), d.bundle(), d.fileName(), paused, stale, next, d.lastLoadedAt());
  }
}
