package io.orchestrator.execution.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** A message that arrives in parts, up to a size. Not thread-safe. */
public final class MessageBytes {
  private final int longest;
  private ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /**
   * @param longest in bytes
   */
  public MessageBytes(int longest) {
    this.longest = longest;
  }

  /** Adds a part; false when the message becomes too long, which it then stays. */
  public boolean add(ByteBuffer part) {
    if (part.remaining() > longest - bytes.size()) {
      return false;
    }
    byte[] copy = new byte[part.remaining()];
    part.get(copy);
    bytes.writeBytes(copy);
    return true;
  }

  /** The whole message; another begins. */
  public byte[] take() {
    byte[] message = bytes.toByteArray();
    bytes = new ByteArrayOutputStream();
    return message;
  }
}
