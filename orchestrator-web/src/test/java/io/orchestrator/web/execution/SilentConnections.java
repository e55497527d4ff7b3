package io.orchestrator.web.execution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Strangers' connections, each with a request that does not go on. */
final class SilentConnections implements AutoCloseable {
  private static final List<String> PATHS =
      List.of("/auth/token", "/login", "/api/v2/dags/a/dagRuns", "/execution/worker/heartbeat");
  private final List<Socket> sockets = new ArrayList<>();

  private SilentConnections() {}

  /** Connections that each announce a body and send nothing of it. */
  SilentConnections(int port, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      sockets.add(open(port, PATHS.get(i % PATHS.size()), "Content-Length: 100"));
    }
  }

  /** Connections that stop amid their headers. */
  static SilentConnections withinTheirHeaders(int port, int count) throws IOException {
    SilentConnections all = new SilentConnections();
    for (int i = 0; i < count; i++) {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
      all.sockets.add(socket);
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: loc".getBytes(StandardCharsets.US_ASCII));
    }
    return all;
  }

  int count() {
    return sockets.size();
  }

  /** One connection with a request that promises a body. */
  static Socket open(int port, String path, String length) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    String head =
        "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n%s\r\n\r\n"
            .formatted(path, length);
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  @Override
  public void close() {
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
