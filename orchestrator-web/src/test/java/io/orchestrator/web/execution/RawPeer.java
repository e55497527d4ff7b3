package io.orchestrator.web.execution;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The other end of a stream that does as a test wants: speaks nonsense, is silent, does not read.
 */
final class RawPeer implements AutoCloseable {
  private static final int BINARY = 0x82;
  private static final int CLOSE = 8;
  private static final int MASKED = 0x80;
  private static final int TIMEOUT_MILLIS = 60_000;
  private final Socket socket = new Socket();

  RawPeer(int port, String secret) throws IOException {
    socket.setReceiveBufferSize(4_096);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    String head =
        """
        GET /execution/worker/stream HTTP/1.1
        Host: 127.0.0.1
        Upgrade: websocket
        Connection: Upgrade
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
        Authorization: Bearer %s

        """
            .formatted(secret);
    write(head.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  /** The first line of the answer; the rest of its head is read, too. */
  String status() throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.US_ASCII).lines().findFirst().orElse("");
  }

  void say(String message) throws IOException {
    say(message.getBytes(StandardCharsets.UTF_8));
  }

  /** One whole message. */
  void say(byte[] message) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(message.length + 14);
    frame.put((byte) BINARY);
    frame.put((byte) (MASKED | 127)).putLong(message.length);
    // A mask of zeros changes nothing.
    frame.putInt(0).put(message);
    frame.flip();
    byte[] bytes = new byte[frame.remaining()];
    frame.get(bytes);
    write(bytes);
  }

  private void write(byte[] bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes);
    out.flush();
  }

  /** Reads on until the server closes, and answers its status. */
  int awaitClose() throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    while (true) {
      int first = in.readUnsignedByte();
      long length = in.readUnsignedByte();
      if (length == 126) {
        length = in.readUnsignedShort();
      } else if (length == 127) {
        length = in.readLong();
      }
      byte[] payload = in.readNBytes((int) length);
      if ((first & 0xf) == CLOSE) {
        return ByteBuffer.wrap(payload).getShort();
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
