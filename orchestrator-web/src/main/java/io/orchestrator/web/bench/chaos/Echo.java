package io.orchestrator.web.bench.chaos;

import io.orchestrator.execution.http.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Says some of the workers' requests to the server once more, word for word and up to two leases
 * later, as a proxy does that had no answer. Nobody hears what is answered then.
 */
final class Echo implements AutoCloseable {
  /** What may be said again. A claim said again would take work to nobody for a lease. */
  private static final Set<String> REPEATED =
      Set.of(Wire.START, Wire.HEARTBEAT, Wire.REPORT, Wire.FINISH);

  private static final int ONE_OF = 6;
  private static final int LATEST_MILLIS = (int) Patience.LEASE.multipliedBy(2).toMillis();
  private static final int ANSWER_MILLIS = 10_000;
  private final int serverPort;
  private final Random random;
  private final Map<String, Integer> counts = new TreeMap<>();
  private final ScheduledExecutorService later =
      Executors.newSingleThreadScheduledExecutor(Echo::daemon);

  Echo(int serverPort, long seed) {
    this.serverPort = serverPort;
    this.random = new Random(seed);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "echo");
    thread.setDaemon(true);
    return thread;
  }

  /** A request has been passed on. */
  synchronized void heard(RawRequest request) {
    boolean drawn = REPEATED.contains(request.path()) && random.nextInt(ONE_OF) == 0;
    if (drawn && !later.isShutdown()) {
      int millis = random.nextInt(LATEST_MILLIS);
      var unused = later.schedule(() -> say(request), millis, TimeUnit.MILLISECONDS);
    }
  }

  private void say(RawRequest request) {
    try (Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort)) {
      server.setSoTimeout(ANSWER_MILLIS);
      request.writeTo(server.getOutputStream());
      if (server.getInputStream().read() >= 0) {
        count("repeated " + request.path());
      }
    } catch (IOException e) {
      count("repeated in vain");
    }
  }

  private synchronized void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  /** How often which request was answered once more. */
  synchronized Map<String, Integer> counts() {
    return new TreeMap<>(counts);
  }

  @Override
  public synchronized void close() {
    later.shutdownNow();
  }
}
