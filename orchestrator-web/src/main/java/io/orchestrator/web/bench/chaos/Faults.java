package io.orchestrator.web.bench.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Kills and freezes parts of an installation, drawn by a seed. */
final class Faults {
  private static final int SHORTEST_PEACE_MILLIS = 4_000;
  private static final int PEACE_MILLIS = 10_000;
  private static final int DEATH_MILLIS = 4_000;

  /**
   * Longer than a lease, and short enough that code which thaws with its worker and is ended then
   * has its grace.
   */
  private static final int SHORTEST_FREEZE_MILLIS = 7_000;

  private static final Duration LONGEST_START = Duration.ofMinutes(5);
  private static final int FREEZE_MILLIS = 2_000;
  private final Installation installation;
  private final Random random;
  private final Consumer<String> told;
  private final Map<String, Integer> counts = new TreeMap<>();

  /** What happens to parts, as often as it stands here. */
  private enum Kind {
    WORKER,
    FROZEN_WORKER,
    SERVER,
    DATABASE,
    ALL
  }

  private static final List<Kind> DRAWN =
      List.of(
          Kind.WORKER,
          Kind.WORKER,
          Kind.WORKER,
          Kind.FROZEN_WORKER,
          Kind.FROZEN_WORKER,
          Kind.SERVER,
          Kind.SERVER,
          Kind.DATABASE,
          Kind.DATABASE,
          Kind.ALL);

  Faults(Installation installation, long seed, Consumer<String> told) {
    this.installation = installation;
    this.random = new Random(seed);
    this.told = told;
  }

  /** How often each happened. */
  Map<String, Integer> counts() {
    return counts;
  }

  /** Until the time is over; then every part lives. */
  void run(Duration length) throws IOException, InterruptedException {
    long end = System.nanoTime() + length.toNanos();
    while (System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(SHORTEST_PEACE_MILLIS + random.nextInt(PEACE_MILLIS));
      revive();
      awaitServer();
      Kind kind = DRAWN.get(random.nextInt(DRAWN.size()));
      Part worker = installation.workers().get(random.nextInt(installation.workers().size()));
      if (kind == Kind.FROZEN_WORKER) {
        freeze(worker);
      } else {
        kill(victims(kind, worker));
      }
    }
  }

  /** A server that is killed again and again before it has started proves nothing. */
  private void awaitServer() throws IOException, InterruptedException {
    ServerCalls calls = new ServerCalls(installation.home().url());
    long end = System.nanoTime() + LONGEST_START.toNanos();
    while (!calls.answered() && System.nanoTime() < end) {
      TimeUnit.SECONDS.sleep(1);
      revive();
    }
  }

  /** As the supervisor of a cluster does with parts that ended by themselves. */
  void revive() throws IOException {
    for (Part part : installation.parts()) {
      if (part.process().filter(ProcessHandle::isAlive).isEmpty()) {
        told.accept(part.name() + " had ended by itself; it is started again");
        counts.merge(part.name() + " ended by itself", 1, Integer::sum);
        part.start();
      }
    }
  }

  private List<Part> victims(Kind kind, Part worker) {
    return switch (kind) {
      case WORKER, FROZEN_WORKER -> List.of(worker);
      case SERVER -> List.of(installation.server());
      case DATABASE -> List.of(installation.database());
      case ALL -> installation.parts();
    };
  }

  private void kill(List<Part> victims) throws IOException, InterruptedException {
    int millis = random.nextInt(DEATH_MILLIS);
    for (Part victim : victims) {
      told.accept("kill " + victim.name() + " for " + millis + " ms");
      counts.merge("killed " + victim.name(), 1, Integer::sum);
      victim.kill();
    }
    TimeUnit.MILLISECONDS.sleep(millis);
    for (Part part : installation.parts()) {
      if (victims.contains(part)) {
        part.start();
      }
    }
  }

  private void freeze(Part worker) throws IOException, InterruptedException {
    int millis = SHORTEST_FREEZE_MILLIS + random.nextInt(FREEZE_MILLIS);
    told.accept("freeze " + worker.name() + " for " + millis + " ms");
    counts.merge("froze " + worker.name(), 1, Integer::sum);
    long pid = worker.process().orElseThrow().pid();
    signal("STOP", pid);
    TimeUnit.MILLISECONDS.sleep(millis);
    signal("CONT", pid);
  }

  private static void signal(String name, long pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-s", name, Long.toString(pid)).inheritIO().start().waitFor();
  }
}
