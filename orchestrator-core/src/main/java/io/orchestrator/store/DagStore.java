package io.orchestrator.store;

import io.orchestrator.model.CodeKind;
import io.orchestrator.model.DagCode;
import io.orchestrator.model.DagModel;
import io.orchestrator.model.DagVersion;
import io.orchestrator.timetable.RunSlot;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** DAGs, their versions, their next-fire rows and their import problems. */
public interface DagStore {

  /** A DAG with its current version. */
  record StoredDag(
      DagVersion version,
      String bundle,
      String fileName,
      boolean paused,
      boolean stale,
      @Nullable RunSlot nextFire,
      Instant lastLoadedAt) {
    public String dagId() {
      return version.dagId();
    }
  }

  /**
   * What the loader found.
   *
   * @param codeHash SHA-256 (hex) of the code
   * @param source the text of the .java file; for jars the path
   */
  record LoadedDag(
      DagModel model,
      String structureHash,
      String bundle,
      String fileName,
      CodeKind codeKind,
      String codeHash,
      String source) {}

  /** What is wrong with a file: why it could not be loaded, or what should be corrected. */
  record ImportProblem(
      String bundle,
      String fileName,
      String code,
      @Nullable Integer line,
      String message,
      Instant at) {}

  /**
   * Stores the DAG: nothing when hash and code are the current version's, else a new version. A new
   * DAG starts paused as its model says, else as {@code pausedByDefault}. Clears staleness.
   */
  StoredDag register(LoadedDag dag, boolean pausedByDefault);

  Optional<StoredDag> find(String dagId);

  /**
   * The same, its row locked for this transaction: who computes the next fire from what is stored
   * must not overwrite what a loader, a person or another scheduler stores in between.
   */
  Optional<StoredDag> lock(String dagId);

  List<StoredDag> all();

  Optional<DagVersion> version(UUID versionId);

  List<DagVersion> versions(String dagId);

  Optional<DagCode> code(UUID versionId);

  /** Returns false when there is no such DAG. */
  boolean setPaused(String dagId, boolean paused);

  /** Marks DAGs that their bundle no longer has. */
  void markStale(String bundle, Collection<String> presentDagIds);

  /** Sets or (with null) clears the next-fire row. */
  void setNextFire(String dagId, @Nullable RunSlot next);

  /**
   * Ids of DAGs not paused, not stale, without import problem and with fewer active runs than
   * max_active_runs, whose next run is due at {@code now}; the longest due first.
   */
  List<String> due(Instant now, int limit);

  /**
   * The earliest next-fire moment still to come over DAGs that may fire; the alarm clock is set to
   * it.
   */
  Optional<Instant> nextAlarm();

  /** Replaces the problems of a bundle. */
  void replaceImportProblems(String bundle, List<ImportProblem> problems);

  List<ImportProblem> importProblems();

  /** Replaces the warnings of a bundle; unlike problems they stop nothing. */
  void replaceLoadWarnings(String bundle, List<ImportProblem> warnings);

  List<ImportProblem> loadWarnings();
}
