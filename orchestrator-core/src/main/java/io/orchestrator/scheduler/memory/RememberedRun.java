package io.orchestrator.scheduler.memory;

import io.orchestrator.model.CompiledDag;
import io.orchestrator.run.ClaimTerms;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.OngoingRun;
import io.orchestrator.run.RunState;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.store.ReactionStore.OpenRun;
import io.orchestrator.store.ReactionStore.VersionedRun;
import io.orchestrator.store.ReactionStore.VersionedTask;
import io.orchestrator.store.ReactionWrite.Remembered;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One run in {@link RunMemory}, which alone changes it. */
final class RememberedRun {
  private final Map<UUID, TaskInstance> tasks = new LinkedHashMap<>();
  private final Map<UUID, ClaimTerms> terms = new HashMap<>();
  private final boolean dagPaused;
  private DagRun run;
  private long version;

  /** Since it was planned first. */
  private @Nullable OngoingRun ongoing;

  RememberedRun(VersionedRun read) {
    this.run = read.run();
    this.version = read.version();
    this.dagPaused = read.dagPaused();
    for (VersionedTask found : read.tasks()) {
      tasks.put(found.task().id(), found.task());
      terms.put(found.task().id(), found.terms());
    }
  }

  long id() {
    return run.id();
  }

  DagRun run() {
    return run;
  }

  boolean dagPaused() {
    return dagPaused;
  }

  Remembered seen() {
    return new Remembered(run, version);
  }

  /** Whether it stands as it was read. */
  boolean is(OpenRun found) {
    return version == found.version() && dagPaused == found.dagPaused();
  }

  void writtenAs(long number) {
    version = number;
  }

  /** Whether some of its scheduled instances may be claimed. */
  boolean claimable() {
    return run.state() == RunState.RUNNING && !dagPaused;
  }

  /** Whether nothing of it holds a slot or will. */
  boolean isOver() {
    return run.state().finished()
        && tasks.values().stream()
            .noneMatch(t -> t.state().executing() || t.state() == TaskState.DEFERRED);
  }

  /** In the order in which they were read. */
  Collection<TaskInstance> tasks() {
    return tasks.values();
  }

  @Nullable TaskInstance task(UUID id) {
    return tasks.get(id);
  }

  ClaimTerms terms(UUID id) {
    return Objects.requireNonNull(terms.get(id));
  }

  /** For planning it. */
  OngoingRun ongoing(CompiledDag dag) {
    OngoingRun known = ongoing;
    if (known == null) {
      known = new OngoingRun(run, dag, tasks.values(), dagPaused);
      ongoing = known;
    }
    return known;
  }

  void put(TaskInstance changed) {
    tasks.put(changed.id(), changed);
    if (ongoing != null) {
      ongoing.put(changed);
    }
  }

  void put(DagRun changed) {
    run = changed;
    if (ongoing != null) {
      ongoing.put(changed);
    }
  }
}
