package io.orchestrator.web.bench.chaos;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A whole HTTP/1.1 request as it came. */
final class RawRequest {
  private static final String LENGTH = "content-length:";
  private static final String UPGRADE = "upgrade:";
  private static final String END = "\r\n\r\n";
  private final String path;
  private final byte[] bytes;

  private final boolean upgrades;

  private RawRequest(String head, byte[] bytes) {
    this.path = path(head);
    this.upgrades = head.lines().anyMatch(line -> starts(line, UPGRADE));
    this.bytes = bytes;
  }

  /** Whether what follows it is no request any more. */
  boolean upgrades() {
    return upgrades;
  }

  /** Without its query. */
  String path() {
    return path;
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes);
  }

  /** Waits for the next; empty when the connection has ended. */
  static Optional<RawRequest> read(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int newest = in.read();
    while (newest >= 0) {
      bytes.write(newest);
      if (newest == '\n' && bytes.toString(StandardCharsets.ISO_8859_1).endsWith(END)) {
        String head = bytes.toString(StandardCharsets.ISO_8859_1);
        bytes.write(in.readNBytes(length(head)));
        return Optional.of(new RawRequest(head, bytes.toByteArray()));
      }
      newest = in.read();
    }
    return Optional.empty();
  }

  private static int length(String head) {
    return head.lines()
        .filter(line -> starts(line, LENGTH))
        .map(line -> Integer.parseInt(line.substring(LENGTH.length()).strip()))
        .findFirst()
        .orElse(0);
  }

  private static boolean starts(String line, String header) {
    return line.regionMatches(true, 0, header, 0, header.length());
  }

  private static String path(String head) {
    String[] words = head.split(" ", 3);
    return words.length < 2 ? "" : words[1].split("\\?", 2)[0];
  }
}
