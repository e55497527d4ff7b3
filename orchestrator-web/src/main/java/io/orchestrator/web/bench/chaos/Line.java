package io.orchestrator.web.bench.chaos;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The line from a worker to its server, and as bad as lines are: what is on its way can be held and
 * arrive late, in both directions, and what repeats requests of its own accord gets a copy of each.
 */
final class Line implements AutoCloseable {
  private static final int BACKLOG = 50;
  private static final int CHUNK = 8_192;
  private final ServerSocket door;
  private final int serverPort;
  private final Echo echo;
  private boolean held;

  private Line(ServerSocket door, int serverPort, Echo echo) {
    this.door = door;
    this.serverPort = serverPort;
    this.echo = echo;
  }

  static Line to(int serverPort, Echo echo) throws IOException {
    ServerSocket door = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    Line line = new Line(door, serverPort, echo);
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
        echo.heard(request.get());
        if (request.get().upgrades()) {
          copy(in, server);
        }
        request = RawRequest.read(in);
      }
    } catch (IOException e) {
      return; // One side has gone, and so does the other.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
