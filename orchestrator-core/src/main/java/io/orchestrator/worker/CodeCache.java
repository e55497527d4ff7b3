package io.orchestrator.worker;

import io.orchestrator.code.InvalidCodeException;
import io.orchestrator.code.LoadedCode;
import io.orchestrator.dag.Dag;
import io.orchestrator.execution.ExecutionApi.CodeBundle;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.model.CodeKind;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Loaded code by its hash: what one file holds is compiled and loaded once, however many of its
 * DAGs and attempts ask at once. Code that nobody uses is kept up to a number, the least recently
 * used is closed first; code in use is never closed. Thread-safe.
 *
 * <p>Versions of DAGs with the same code share a class loader, and so the static fields of their
 * classes. Attempts of one DAG always did, side by side and one after the other, and the DAGs of a
 * file do when it is defined: what a file keeps in a static field is the file's. Other code, even
 * of a class with the same name, never sees it.
 *
 * <p>A version whose DAG the shared code does not define as the server knows it gets a load of its
 * own: {@code define} may depend on more than its code, such as the day, and then gives another DAG
 * now than it gave when the shared code was loaded.
 */
final class CodeCache implements AutoCloseable {
  private final int mostIdle;

  /** In order of last use. */
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  CodeCache(int mostIdle) {
    this.mostIdle = mostIdle;
  }

  /** Code in use, until closed. */
  final class Use implements AutoCloseable {
    private final String key;
    private final Entry entry;
    private final LoadedCode code;

    private Use(String key, Entry entry, LoadedCode code) {
      this.key = key;
      this.entry = entry;
      this.code = code;
    }

    /**
     * The DAG.
     *
     * @throws IllegalStateException when the code defines no such DAG
     */
    Dag dag(String dagId) {
      Dag dag = code.dags().get(dagId);
      if (dag == null) {
        throw new IllegalStateException(
            ("The code of %s defines no DAG %s here; it defines %s. Let define depend on nothing"
                    + " but its code.")
                .formatted(key, dagId, code.dags().keySet()));
      }
      return dag;
    }

    private boolean defines(String dagId, String structureHash) {
      Dag dag = code.dags().get(dagId);
      return dag != null && dag.structureHash().equals(structureHash);
    }

    ClassLoader classLoader() {
      return code.classLoader();
    }

    @Override
    public void close() {
      release(entry);
    }
  }

  /** Takes the code of an attempt into use, as {@link #use(WorkItem.Version, String, Supplier)}. */
  Use use(WorkItem item, Supplier<CodeBundle> fetch) throws InvalidCodeException {
    return use(item.version(), item.task().dagId(), fetch);
  }

  /**
   * Takes the code of a version into use, loading it if needed. Whoever waits for a load that fails
   * for its loader only, as when its attempt was taken away, loads for itself.
   *
   * @param dagId the DAG of the version
   * @param fetch asks the server for the code; called only to load it
   * @throws InvalidCodeException when it cannot be loaded here; tried again by the next caller
   */
  Use use(WorkItem.Version version, String dagId, Supplier<CodeBundle> fetch)
      throws InvalidCodeException {
    String codeHash = version.codeHash();
    if (codeHash != null) {
      Use shared = use("SHA-256 " + codeHash, fetch);
      if (shared.defines(dagId, version.structureHash())) {
        return shared;
      }
      shared.close();
    }
    return use("version " + version.id(), fetch);
  }

  private Use use(String key, Supplier<CodeBundle> fetch) throws InvalidCodeException {
    @Nullable Use use = null;
    while (use == null) {
      use = tryToUse(key, fetch);
    }
    return use;
  }

  /** Absent when another was loading and failed. */
  private @Nullable Use tryToUse(String key, Supplier<CodeBundle> fetch)
      throws InvalidCodeException {
    Entry entry;
    boolean mine = false;
    synchronized (this) {
      @Nullable Entry known = entries.remove(key);
      if (known == null) {
        known = new Entry();
        mine = true;
      }
      entry = known;
      entry.users++;
      entries.put(key, entry);
    }
    if (mine) {
      load(entry, fetch);
    }
    try {
      return new Use(key, entry, entry.code.join());
    } catch (CompletionException e) {
      forget(key, entry);
      if (e.getCause() instanceof InvalidCodeException invalid) {
        throw invalid;
      }
      if (!mine) {
        return null;
      }
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }

  /** Whoever came first loads, on its own thread; others wait for it. */
  private static void load(Entry entry, Supplier<CodeBundle> fetch) {
    try {
      CodeBundle bundle = fetch.get();
      entry.code.complete(
          LoadedCode.load(CodeKind.valueOf(bundle.kind()), bundle.fileName(), bundle.source()));
    } catch (InvalidCodeException | RuntimeException | Error e) {
      entry.code.completeExceptionally(e);
    }
  }

  private synchronized void forget(String key, Entry entry) {
    entries.remove(key, entry);
  }

  private synchronized void release(Entry entry) {
    entry.users--;
    long idle = entries.values().stream().filter(e -> e.users == 0).count();
    Iterator<Entry> oldest = entries.values().iterator();
    while (idle > mostIdle && oldest.hasNext()) {
      Entry next = oldest.next();
      if (next.users == 0) {
        oldest.remove();
        next.code.join().close();
        idle--;
      }
    }
  }

  /** How much code is kept, by number of loads. */
  synchronized int size() {
    return entries.size();
  }

  /** Closes what nobody uses. */
  @Override
  public synchronized void close() {
    entries
        .values()
        .removeIf(
            entry -> {
              if (entry.users == 0) {
                entry.code.join().close();
              }
              return entry.users == 0;
            });
  }

  private static final class Entry {
    private final CompletableFuture<LoadedCode> code = new CompletableFuture<>();
    private int users;
  }
}
