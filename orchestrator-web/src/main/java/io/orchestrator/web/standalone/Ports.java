package io.orchestrator.web.standalone;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Ports of the parts, chosen free at first start and kept: a restart finds an orphaned PostgreSQL
 * on its old port, and bookmarks stay valid.
 */
final class Ports {
  private final Path file;
  private final Properties kept = new Properties();

  Ports(Path file) {
    this.file = file;
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        kept.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * The kept port of a part, whatever listens there; a free one, kept from now on, if there is
   * none.
   */
  int keptOrFree(String part) {
    String port = kept.getProperty(part);
    return port == null ? keep(part, freePort()) : Integer.parseInt(port);
  }

  /** As {@link #keptOrFree}, but a port that something listens on is given up for a free one. */
  int keptIfFree(String part) {
    int port = keptOrFree(part);
    return isFree(port) ? port : keep(part, freePort());
  }

  /** The first free port from {@code wanted} upwards. */
  static int firstFreeFrom(int wanted) {
    for (int port = wanted; port < Math.min(wanted + 100, 65536); port++) {
      if (isFree(port)) {
        return port;
      }
    }
    throw new StartFailure(
        "No port from " + wanted + " to " + (wanted + 99) + " is free.", "Name one: --port N");
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  private int keep(String part, int port) {
    kept.setProperty(part, Integer.toString(port));
    try (Writer writer = Files.newBufferedWriter(file)) {
      kept.store(writer, "Ports of this standalone. Delete the file to have new ones chosen.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return port;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
