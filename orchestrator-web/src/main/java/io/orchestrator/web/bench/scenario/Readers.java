package io.orchestrator.web.bench.scenario;

import io.orchestrator.web.bench.installation.RestCalls;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** People who read one list after the other. */
final class Readers implements AutoCloseable {
  private static final int READERS = 4;
  private static final long END_SECONDS = 150;
  private static final List<String> LISTS =
      List.of(
          "/api/v2/dags?limit=100",
          "/api/v2/dags/~/dagRuns?limit=100&order_by=-run_after",
          "/api/v2/dags/" + Rounds.SHORT + "/dagRuns?limit=100&state=success",
          "/api/v2/dags/~/dagRuns/~/taskInstances?limit=100");
  private final ExecutorService threads = Executors.newFixedThreadPool(READERS);
  private final List<Double> times = Collections.synchronizedList(new ArrayList<>());
  private final long begin = System.nanoTime();
  private volatile boolean closed;

  private Readers() {}

  static Readers begin(RestCalls rest) {
    Readers all = new Readers();
    for (int i = 0; i < READERS; i++) {
      int first = i;
      all.threads.execute(() -> all.read(rest, first));
    }
    return all;
  }

  private void read(RestCalls rest, int first) {
    try {
      for (int i = first; !closed; i++) {
        long start = System.nanoTime();
        rest.get(LISTS.get(i % LISTS.size()));
        times.add((System.nanoTime() - start) / 1e6);
      }
    } catch (IOException e) {
      System.getLogger(Readers.class.getName())
          .log(System.Logger.Level.WARNING, "A reader has given up: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** How long each list took. */
  List<Double> timesMs() {
    synchronized (times) {
      return List.copyOf(times);
    }
  }

  double perSecond() {
    return times.size() / ((System.nanoTime() - begin) / 1e9);
  }

  @Override
  public void close() {
    closed = true;
    threads.shutdown();
    try {
      if (!threads.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
