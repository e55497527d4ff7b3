package io.orchestrator.store.postgres;

import io.orchestrator.model.CompiledDag;
import io.orchestrator.model.DagVersion;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * DAG versions and their compiled graphs by version id. Versions never change, so nothing is ever
 * invalidated; the least recently used go when the tasks kept exceed {@value #MAX_TASKS}.
 */
final class Versions {
  private static final Logger LOG = LoggerFactory.getLogger(Versions.class);
  private static final int MAX_TASKS = 200_000;

  private final Map<UUID, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);
  private int tasks;

  private static final class Entry {
    private final DagVersion version;
    private Optional<CompiledDag> compiled = Optional.empty();

    Entry(DagVersion version) {
      this.version = version;
    }

    int weight() {
      return 1 + version.model().tasks().size();
    }
  }

  synchronized Optional<DagVersion> find(UUID id) {
    return Optional.ofNullable(entries.get(id)).map(entry -> entry.version);
  }

  synchronized DagVersion keep(DagVersion version) {
    Entry known = entries.get(version.id());
    if (known != null) {
      return known.version;
    }
    Entry entry = new Entry(version);
    entries.put(version.id(), entry);
    tasks += entry.weight();
    trim();
    return version;
  }

  /** Compiles at the first call; a large DAG takes some milliseconds, so outside the lock. */
  CompiledDag compiled(DagVersion version) {
    keep(version.readable());
    Optional<CompiledDag> known;
    synchronized (this) {
      Entry entry = entries.get(version.id());
      known = entry == null ? Optional.empty() : entry.compiled;
    }
    if (known.isPresent()) {
      return known.get();
    }
    CompiledDag dag = compile(version);
    synchronized (this) {
      Entry entry = entries.get(version.id());
      if (entry != null) {
        entry.compiled = Optional.of(dag);
      }
    }
    return dag;
  }

  private static CompiledDag compile(DagVersion version) {
    try {
      return CompiledDag.of(version);
    } catch (RuntimeException e) {
      LOG.debug("Version {} of DAG {} is no graph", version.number(), version.dagId(), e);
      return CompiledDag.of(
          DagVersion.unreadable(
              version.id(),
              version.number(),
              version.structureHash(),
              version.codeHash(),
              version.dagId()));
    }
  }

  private void trim() {
    Iterator<Entry> oldest = entries.values().iterator();
    while (tasks > MAX_TASKS && entries.size() > 1) {
      tasks -= oldest.next().weight();
      oldest.remove();
    }
  }
}
