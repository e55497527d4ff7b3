package io.orchestrator.loader;

import io.orchestrator.loader.DagFolder.Scan;
import io.orchestrator.loader.DefinitionLanes.Late;
import io.orchestrator.loader.KnownFiles.FileKey;
import io.orchestrator.loader.protocol.ImportFinding;
import io.orchestrator.store.Store;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the store's DAGs as the folders have them. A bad file never hides another, and its last
 * good version stays. Not safe for use by several threads at once.
 */
public final class DagBundles implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DagBundles.class);
  private final Store store;
  private final List<DagFolder> folders;
  private final DefinitionLanes definitions;
  private final FileRegistration registration;
  private final Supplier<Set<String>> pools;

  /** DAG ids of each bundle as they were stored last; absent when that must be done again. */
  private final Map<String, Set<String>> lastPresent = new HashMap<>();

  private final Map<String, Optional<ImportFinding>> lastTrouble = new HashMap<>();
  private @Nullable KnownFiles known;

  /**
   * @param pausedByDefault whether a new DAG starts paused unless it says otherwise
   * @param jars folder in which every version of a jar is kept
   * @param pools names of the pools there are
   */
  public DagBundles(
      Store store,
      List<DagFolder> folders,
      DefinitionLanes definitions,
      boolean pausedByDefault,
      Path jars,
      Supplier<Set<String>> pools) {
    this.store = store;
    this.folders = List.copyOf(folders);
    this.definitions = definitions;
    this.registration =
        new FileRegistration(store, definitions, new JarStore(jars), pausedByDefault, pools);
    this.pools = pools;
  }

  /**
   * What one refresh did.
   *
   * @param loadedFiles files that were loaded, good or bad, as {@code bundle/file}
   * @param removedFiles files that are gone
   * @param dagIds DAGs that were registered
   * @param findings problems found in the loaded files
   * @param warnings what should be corrected in them
   */
  public record Refresh(
      List<String> loadedFiles,
      List<String> removedFiles,
      List<String> dagIds,
      List<ImportFinding> findings,
      List<ImportFinding> warnings) {
    static Refresh empty() {
      return new Refresh(
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>());
    }

    public boolean changed() {
      return !loadedFiles.isEmpty() || !removedFiles.isEmpty();
    }
  }

  /**
   * Looks at all folders, loads what changed and stores it, each file in a transaction of its own.
   * A file that takes long is stored by a later call. Returns early when the thread is interrupted.
   *
   * @throws io.orchestrator.store.StoreUnavailableException what was not stored is tried again at
   *     the next call
   */
  public Refresh refresh() {
    KnownFiles files = known();
    Refresh refresh = Refresh.empty();
    try {
      for (Late late : definitions.late()) {
        folders.stream()
            .filter(folder -> folder.name().equals(late.job().key().bundle()))
            .forEach(
                folder -> registration.take(folder, late.job(), late.result(), files, refresh));
      }
      for (DagFolder folder : folders) {
        refresh(folder, files, refresh);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return refresh;
    }
    retry(files.waitingForReleased());
    if (files.anyMissesAPool()) {
      retry(files.waitingForPools(pools.get()));
    }
    return refresh;
  }

  /** Whether the last refresh dealt with every file, so that none is still being loaded. */
  public boolean settled() {
    return definitions.idle();
  }

  private void retry(List<FileKey> waiting) {
    for (FileKey file : waiting) {
      folders.stream()
          .filter(folder -> folder.name().equals(file.bundle()))
          .forEach(folder -> folder.retry(file.fileName()));
    }
  }

  private void refresh(DagFolder folder, KnownFiles files, Refresh refresh)
      throws InterruptedException {
    Scan scan = folder.scan();
    note(folder, scan.trouble());
    if (scan.trouble().isPresent() && scan.present().isEmpty()) {
      return;
    }
    for (FileKey gone : files.forgetMissing(folder.name(), scan.present())) {
      refresh.removedFiles().add(gone.bundle() + "/" + gone.fileName());
      lastPresent.remove(folder.name());
    }
    definitions.giveUpMissing(folder.name(), scan.present());
    for (DagFile file : laggardsLast(folder, scan.changed())) {
      registration.take(folder, file, files, refresh);
    }
    storeWholeBundle(folder.name(), files);
  }

  private List<DagFile> laggardsLast(DagFolder folder, List<DagFile> changed) {
    return changed.stream()
        .sorted(
            Comparator.comparing(
                file -> definitions.isLaggard(new FileKey(folder.name(), file.fileName()))))
        .toList();
  }

  /** DAGs that are gone become stale, problems of files that are gone are removed. */
  private void storeWholeBundle(String bundle, KnownFiles files) {
    Set<String> present = new HashSet<>(files.dagIds(bundle));
    if (present.equals(lastPresent.get(bundle))) {
      return;
    }
    store.transact(
        tx -> {
          tx.dags().markStale(bundle, present);
          files.saveFindings(tx.dags(), bundle);
          return present;
        });
    lastPresent.put(bundle, present);
  }

  private void note(DagFolder folder, Optional<ImportFinding> trouble) {
    Optional<ImportFinding> before = lastTrouble.put(folder.name(), trouble);
    if (trouble.isPresent() && !trouble.equals(before)) {
      LOG.warn("{}", trouble.get().message());
    }
  }

  private KnownFiles known() {
    KnownFiles files = known;
    if (files == null) {
      files = store.transact(tx -> KnownFiles.read(tx.dags()));
      known = files;
    }
    return files;
  }

  /** Ends the child JVMs. */
  @Override
  public void close() {
    definitions.close();
  }
}
