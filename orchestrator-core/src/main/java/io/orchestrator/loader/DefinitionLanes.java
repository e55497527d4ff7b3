package io.orchestrator.loader;

import io.orchestrator.loader.KnownFiles.FileKey;
import io.orchestrator.loader.protocol.LoadResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads files in at most two child JVMs, so that a file that hangs delays the others by a moment
 * only. The quick lane is waited for; what takes longer goes on in the slow lane, one file after
 * the other. To be used by one thread; only {@link #close} may come from another.
 */
public final class DefinitionLanes implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DefinitionLanes.class);

  /** A saved file is to be seen within two seconds, whatever the one before it does. */
  private static final Duration PATIENCE = Duration.ofMillis(1_500);

  private final Duration patience;
  private final Map<FileKey, Waiting> waiting = new HashMap<>();

  /** Files that took long the last time. */
  private final Set<FileKey> laggards = new HashSet<>();

  private final List<DefinitionLane> lanes;
  private DefinitionLane quick;
  private DefinitionLane slow;

  /**
   * @param limit longest time for one file, compiling included
   */
  public DefinitionLanes(Duration limit) {
    this(limit, PATIENCE);
  }

  /**
   * @param patience how long other files wait for one
   */
  DefinitionLanes(Duration limit, Duration patience) {
    this.patience = patience;
    this.quick = new DefinitionLane(limit);
    this.slow = new DefinitionLane(limit);
    this.lanes = List.of(quick, slow);
  }

  /**
   * One version of one file.
   *
   * @param source text of a {@code .java} file, or path of a kept jar
   */
  record Job(FileKey key, DagFile file, String source) {}

  /** A load in the slow lane. */
  private record Waiting(Job job, Future<LoadResult> loading) {}

  /** A load that has ended in the slow lane. */
  record Late(Job job, LoadResult result) {}

  /**
   * Loads a file, or leaves it to the slow lane.
   *
   * @return empty when it takes longer; {@link #late} has the result some time
   * @throws InterruptedException the load is given up then
   */
  Optional<LoadResult> load(Job job) throws InterruptedException {
    quick.prepare();
    Future<LoadResult> loading = quick.submit(job);
    try {
      LoadResult result = outcome(loading, patience);
      laggards.remove(job.key());
      return Optional.of(result);
    } catch (TimeoutException e) {
      laggards.add(job.key());
      waiting.put(job.key(), new Waiting(job, inSlowLane(job, loading)));
      return Optional.empty();
    } catch (InterruptedException e) {
      loading.cancel(true);
      throw e;
    }
  }

  /** The lanes change names; if the slow one is taken, the job begins again behind the others. */
  private Future<LoadResult> inSlowLane(Job job, Future<LoadResult> loading) {
    LOG.info("{} takes long to load; other files do not wait for it", job.file().fileName());
    if (slow.busy()) {
      loading.cancel(true);
      return slow.submit(job);
    }
    DefinitionLane free = slow;
    slow = quick;
    quick = free;
    return loading;
  }

  /** Whether a file took long the last time: others go first. */
  boolean isLaggard(FileKey key) {
    return laggards.contains(key);
  }

  /** Whether this version of a file is in the slow lane; another version of it is given up. */
  boolean isLoading(FileKey key, DagFile file) {
    Waiting present = waiting.get(key);
    if (present == null) {
      return false;
    }
    boolean same = present.job().file().stamp().hash().equals(file.stamp().hash());
    if (!same) {
      giveUp(key);
    }
    return same;
  }

  /**
   * Whether no load is left in the slow lane, nor one whose result {@link #late} has yet to say.
   */
  boolean idle() {
    return waiting.isEmpty();
  }

  /** Gives up the loads of files that are gone. */
  void giveUpMissing(String bundle, Set<String> present) {
    for (FileKey key : List.copyOf(waiting.keySet())) {
      if (key.bundle().equals(bundle) && !present.contains(key.fileName())) {
        giveUp(key);
      }
    }
  }

  private void giveUp(FileKey key) {
    Waiting outdated = waiting.remove(key);
    if (outdated != null) {
      outdated.loading().cancel(true);
    }
  }

  /** Loads that have ended in the slow lane since the last call. */
  List<Late> late() throws InterruptedException {
    List<Late> ended = new ArrayList<>();
    for (Waiting one : List.copyOf(waiting.values())) {
      if (one.loading().isDone()) {
        waiting.remove(one.job().key());
        ended.add(new Late(one.job(), ended(one.loading())));
      }
    }
    slow.rest();
    return ended;
  }

  private static LoadResult ended(Future<LoadResult> loading) throws InterruptedException {
    try {
      return outcome(loading, Duration.ZERO);
    } catch (TimeoutException e) {
      throw new IllegalStateException("A load has ended without a result", e);
    }
  }

  private static LoadResult outcome(Future<LoadResult> loading, Duration most)
      throws InterruptedException, TimeoutException {
    try {
      return loading.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw new IllegalStateException("A DAG file was not loaded", e.getCause());
    }
  }

  /** Gives up what is being loaded and ends the child JVMs. */
  @Override
  public void close() {
    lanes.forEach(DefinitionLane::close);
  }
}
