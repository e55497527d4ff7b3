package io.orchestrator.store.memory;

import io.orchestrator.run.StartSnapshot;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.store.ReactionStore;
import io.orchestrator.store.ReactionWrite;
import io.orchestrator.store.ReactionWrite.RunChange;
import io.orchestrator.store.ReactionWrite.TaskChange;
import io.orchestrator.store.StaleMemoryException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a scheduler remembers. */
record InMemoryReactionStore(Tables rows, InMemoryRunStore runs, InMemoryTaskStore tasks)
    implements ReactionStore {
  @Override
  public OpenRuns open(int most) {
    Set<Long> executing =
        rows.tasks.stream()
            .map(TaskEntry::task)
            .filter(task -> task.state().executing() || task.state() == TaskState.DEFERRED)
            .map(TaskInstance::runPk)
            .collect(Collectors.toSet());
    List<OpenRun> open =
        rows.runs.stream()
            .filter(e -> runs.isRunning(e.run()) || executing.contains(e.run().id()))
            .map(e -> new OpenRun(e.run().id(), e.version(), runs.dagPaused(e.run())))
            .toList();
    boolean more = open.size() > most;
    return new OpenRuns(
        rows.book(), List.copyOf(rows.pools.all()), more ? open.subList(0, most) : open, more);
  }

  @Override
  public Optional<List<VersionedRun>> read(Collection<Long> runPks, int mostTasks) {
    List<VersionedRun> read =
        runPks.stream()
            .distinct()
            .flatMap(runPk -> rows.runs.find(runPk).stream())
            .map(e -> new VersionedRun(e.run(), e.version(), runs.dagPaused(e.run()), tasksOf(e)))
            .toList();
    int all = read.stream().mapToInt(run -> run.tasks().size()).sum();
    return all > mostTasks ? Optional.empty() : Optional.of(read);
  }

  private List<VersionedTask> tasksOf(RunEntry entry) {
    return rows.tasksOfRun.find(entry.run().id()).orElse(List.of()).stream()
        .flatMap(id -> rows.tasks.find(id).stream())
        .map(task -> new VersionedTask(task.task(), task.terms()))
        .toList();
  }

  @Override
  public StartSnapshot startable(Map<String, Integer> ending, Instant now, int limit) {
    return runs.startable(ending, now, limit);
  }

  @Override
  public void write(ReactionWrite reaction) {
    require(reaction.book() == null || reaction.book() == rows.book());
    reaction
        .runs()
        .forEach(
            (runPk, seen) ->
                require(
                    rows.runs
                        .find(runPk)
                        .map(entry -> entry.version() == seen.version())
                        .orElse(false)));
    reaction.decisions().forEach(tasks::decide);
    for (ReactionWrite.Change change : reaction.changes()) {
      if (change instanceof TaskChange ofTask) {
        require(tasks.write(ofTask));
      } else if (change instanceof RunChange ofRun) {
        require(runs.apply(ofRun.transition(), ofRun.actor()));
      }
    }
    reaction.runs().forEach((runPk, seen) -> rows.raiseTo(runPk, seen.version() + 1));
    if (reaction.book() != null) {
      rows.raiseBook();
    }
  }

  private static void require(boolean asRemembered) {
    if (!asRemembered) {
      throw new StaleMemoryException(
          "A run, a task instance or the claim book is not as it was remembered.");
    }
  }
}
