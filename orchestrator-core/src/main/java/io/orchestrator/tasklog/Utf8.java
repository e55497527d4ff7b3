package io.orchestrator.tasklog;

/** Cuts UTF-8 between characters. */
final class Utf8 {
  private static final int LONGEST = 4;

  private Utf8() {}

  /** How many of the bytes are whole characters; all of them when they are not UTF-8. */
  static int wholeCharacters(byte[] bytes) {
    for (int back = 1; back <= Math.min(LONGEST, bytes.length); back++) {
      int b = bytes[bytes.length - back] & 0xff;
      if ((b & 0xc0) != 0x80) {
        int length = b < 0x80 ? 1 : b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : 2;
        return length > back ? bytes.length - back : bytes.length;
      }
    }
    return bytes.length;
  }
}
