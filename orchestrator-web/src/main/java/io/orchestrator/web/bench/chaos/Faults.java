package io.orchestrator.web.bench.chaos;

import io.orchestrator.web.bench.chaos.Patience.Frozen;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Kills and freezes parts of an installation and holds their lines, drawn by a seed. */
final class Faults {
  private static final int SHORTEST_PEACE_MILLIS = 2_000;
  private static final int PEACE_MILLIS = 6_000;
  private static final int DEATH_MILLIS = 4_000;

  /**
   * Longer than a lease, so that another worker begins the next try meanwhile; shorter than calls
   * wait for their answer, so that what was on its way arrives after all.
   */
  private static final int SHORTEST_SILENCE_MILLIS = (int) Patience.LEASE.plusSeconds(1).toMillis();

  private static final int SILENCE_MILLIS = 2_000;
  private static final Duration LONGEST_START = Duration.ofMinutes(5);
  private final Installation installation;
  private final Random random;
  private final Consumer<String> told;
  private final InstantSource clock;
  private final Map<String, Integer> counts = new TreeMap<>();
  private final List<Frozen> frozen = new ArrayList<>();

  /** What happens to parts, as often as it stands here. */
  private enum Kind {
    WORKER,
    FROZEN_WORKER,
    HELD_LINE,
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
          Kind.FROZEN_WORKER,
          Kind.HELD_LINE,
          Kind.HELD_LINE,
          Kind.HELD_LINE,
          Kind.HELD_LINE,
          Kind.SERVER,
          Kind.DATABASE,
          Kind.DATABASE,
          Kind.ALL);

  Faults(Installation installation, long seed, InstantSource clock, Consumer<String> told) {
    this.installation = installation;
    this.random = new Random(seed);
    this.clock = clock;
    this.told = told;
  }

  /** When workers were frozen. */
  List<Frozen> frozen() {
    return frozen;
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
      switch (kind) {
        case FROZEN_WORKER -> freeze(worker);
        case HELD_LINE -> hold(worker);
        case WORKER, SERVER, DATABASE, ALL -> kill(victims(kind, worker));
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
      case WORKER, FROZEN_WORKER, HELD_LINE -> List.of(worker);
      case SERVER -> List.of(installation.server());
      case DATABASE -> List.of(installation.database());
      case ALL -> installation.parts();
    };
  }

  private void kill(List<Part> victims) throws IOException, InterruptedException {
    int millis = random.nextInt(DEATH_MILLIS);
    for (Part victim : victims) {
      told.accept("kill " + victim.name() + " for " + millis + " ms");
      counts.merge("kill " + victim.name(), 1, Integer::sum);
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
    Duration length = silence("freeze ", worker.name());
    long pid = worker.process().orElseThrow().pid();
    Instant from = clock.instant();
    signal("STOP", pid);
    TimeUnit.MILLISECONDS.sleep(length.toMillis());
    signal("CONT", pid);
    frozen.add(new Frozen(from, clock.instant()));
  }

  private void hold(Part worker) throws InterruptedException {
    installation.line(worker).hold(silence("hold ", "the line of " + worker.name()));
  }

  private Duration silence(String verb, String what) {
    int millis = SHORTEST_SILENCE_MILLIS + random.nextInt(SILENCE_MILLIS);
    told.accept(verb + what + " for " + millis + " ms");
    counts.merge(verb + what, 1, Integer::sum);
    return Duration.ofMillis(millis);
  }

  private static void signal(String name, long pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-s", name, Long.toString(pid)).inheritIO().start().waitFor();
  }
}
