package io.orchestrator.web.bench.chaos;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The line from a worker to its server, and as bad as lines are: what is on its way can be held and
 * arrive late, in both directions, and what repeats requests of its own accord hears of each.
 */
final class Line implements AutoCloseable {
  private static final int BACKLOG = 50;
  private static final int CHUNK = 8_192;
  private final ServerSocket door;
  private final int serverPort;
  private final Consumer<RawRequest> passed;
  private final InstantSource clock;
  private boolean held;
  private @Nullable Instant hello;

  private Line(
      ServerSocket door, int serverPort, Consumer<RawRequest> passed, InstantSource clock) {
    this.door = door;
    this.serverPort = serverPort;
    this.passed = passed;
    this.clock = clock;
  }

  /**
   * @param passed hears of each request when it has been passed on
   */
  static Line to(int serverPort, Consumer<RawRequest> passed, InstantSource clock)
      throws IOException {
    ServerSocket door = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    Line line = new Line(door, serverPort, passed, clock);
    daemon("line-" + door.getLocalPort(), line::accept);
    return line;
  }

  /** Where the worker finds its server. */
  String url() {
    return "http://127.0.0.1:" + door.getLocalPort();
  }

  /** Returns when the time is over and everything flows again. */
  void hold(Duration length) throws InterruptedException {
    hold(true);
    try {
      TimeUnit.MILLISECONDS.sleep(length.toMillis());
    } finally {
      hold(false);
    }
  }

  synchronized void hold(boolean now) {
    held = now;
    notifyAll();
  }

  private synchronized void pass() throws InterruptedException {
    while (held) {
      wait();
    }
  }

  /** When the worker last began to speak on a stream that the server had granted. */
  synchronized Optional<Instant> hello() {
    return Optional.ofNullable(hello);
  }

  private synchronized void saidHello() {
    hello = clock.instant();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket worker = door.accept();
        daemon("line-requests", () -> connect(worker));
      } catch (IOException e) {
        return; // It is closed.
      }
    }
  }

  /** For as long as both sides are there. */
  private void connect(Socket worker) {
    try (worker;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort)) {
      worker.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      daemon("line-answers", () -> answers(server, worker));
      InputStream in = new BufferedInputStream(worker.getInputStream());
      Optional<RawRequest> request = RawRequest.read(in);
      while (request.isPresent()) {
        pass();
        request.get().writeTo(server.getOutputStream());
        passed.accept(request.get());
        if (request.get().upgrades()) {
          stream(in, server);
        }
        request = RawRequest.read(in);
      }
    } catch (IOException e) {
      return; // One side has gone, and so does the other.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Its first byte comes when the upgrade was granted. */
  private void stream(InputStream in, Socket server) throws IOException, InterruptedException {
    in.mark(1);
    if (in.read() >= 0) {
      saidHello();
      in.reset();
      copy(in, server);
    }
  }

  private void answers(Socket server, Socket worker) {
    try (server;
        worker) {
      copy(server.getInputStream(), worker);
    } catch (IOException e) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whatever comes, until nothing more does. */
  private void copy(InputStream from, Socket to) throws IOException, InterruptedException {
    byte[] some = new byte[CHUNK];
    for (int read = from.read(some); read >= 0; read = from.read(some)) {
      pass();
      to.getOutputStream().write(some, 0, read);
    }
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** New connections find nobody; those there are end with their sides. */
  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The line at " + url() + " could not be closed.", e);
    }
  }
}
