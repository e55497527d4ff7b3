package io.orchestrator.worker;

import io.orchestrator.code.InvalidCodeException;
import io.orchestrator.code.LoadedCode;
import io.orchestrator.dag.Dag;
import io.orchestrator.execution.ExecutionApi.CodeBundle;
import io.orchestrator.model.CodeKind;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Loaded code by DAG version: each version is compiled once, however many attempts ask at once.
 * Versions nobody uses are kept up to a number, the least recently used are closed first; one in
 * use is never closed. Thread-safe.
 */
final class CodeCache implements AutoCloseable {
  private final int mostIdle;

  /** In order of last use. */
  private final Map<UUID, Entry> entries = new LinkedHashMap<>();

  CodeCache(int mostIdle) {
    this.mostIdle = mostIdle;
  }

  /** Code in use, until closed. */
  final class Use implements AutoCloseable {
    private final UUID version;
    private final Entry entry;
    private final LoadedCode code;

    private Use(UUID version, Entry entry, LoadedCode code) {
      this.version = version;
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
            ("The code of version %s defines no DAG %s here; it defines %s. Let define depend"
                    + " on nothing but its code.")
                .formatted(version, dagId, code.dags().keySet()));
      }
      return dag;
    }

    ClassLoader classLoader() {
      return code.classLoader();
    }

    @Override
    public void close() {
      release(entry);
    }
  }

  /**
   * Takes code into use, loading it if needed. Whoever waits for a load that fails for its loader
   * only, as when its attempt was taken away, loads for itself.
   *
   * @param fetch asks the server for the code; called at most once
   * @throws InvalidCodeException when it cannot be loaded here; tried again by the next caller
   */
  Use use(UUID version, Supplier<CodeBundle> fetch) throws InvalidCodeException {
    @Nullable Use use = null;
    while (use == null) {
      use = tryToUse(version, fetch);
    }
    return use;
  }

  /** Absent when another was loading and failed. */
  private @Nullable Use tryToUse(UUID version, Supplier<CodeBundle> fetch)
      throws InvalidCodeException {
    Entry entry;
    boolean mine = false;
    synchronized (this) {
      @Nullable Entry known = entries.remove(version);
      if (known == null) {
        known = new Entry();
        mine = true;
      }
      entry = known;
      entry.users++;
      entries.put(version, entry);
    }
    if (mine) {
      load(entry, fetch);
    }
    try {
      return new Use(version, entry, entry.code.join());
    } catch (CompletionException e) {
      forget(version, entry);
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

  private synchronized void forget(UUID version, Entry entry) {
    entries.remove(version, entry);
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

  /** Versions kept. */
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
