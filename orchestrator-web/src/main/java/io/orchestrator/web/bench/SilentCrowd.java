package io.orchestrator.web.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Connections that each announce the body of a login and send nothing of it. One that the server
 * closes is opened again.
 */
final class SilentCrowd implements AutoCloseable {
  private static final byte[] HEAD =
      """
      POST /auth/token HTTP/1.1\r
      Host: localhost\r
      Content-Type: application/json\r
      Content-Length: 100\r
      \r
      """
          .getBytes(StandardCharsets.US_ASCII);
  private static final int LOOK_MILLIS = 100;
  private final InetSocketAddress server;
  private final Selector selector = Selector.open();
  private final AtomicLong turnedAway = new AtomicLong();
  private final Thread thread = new Thread(this::keepAll, "silent-crowd");
  private volatile boolean closed;

  SilentCrowd(int port, int count) throws IOException {
    this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    for (int i = 0; i < count; i++) {
      open();
    }
    thread.start();
  }

  /** How many the server has closed so far. */
  long turnedAway() {
    return turnedAway.get();
  }

  private void open() throws IOException {
    SocketChannel channel = SocketChannel.open(server);
    channel.write(ByteBuffer.wrap(HEAD));
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ);
  }

  private void keepAll() {
    ByteBuffer rest = ByteBuffer.allocate(8_192);
    try {
      while (!closed) {
        selector.select(LOOK_MILLIS);
        for (SelectionKey key : selector.selectedKeys()) {
          look((SocketChannel) key.channel(), rest.clear());
        }
        selector.selectedKeys().clear();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The silent connections could not be kept.", e);
    }
  }

  private void look(SocketChannel channel, ByteBuffer rest) throws IOException {
    if (ended(channel, rest)) {
      channel.close();
      turnedAway.incrementAndGet();
      open();
    }
  }

  private static boolean ended(SocketChannel channel, ByteBuffer rest) {
    try {
      return channel.read(rest) < 0;
    } catch (IOException reset) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}
