package io.orchestrator.worker.log;

/** One kind of line break. */
final class LineBreaks {
  private LineBreaks() {}

  /** CR LF and lone CR (progress bars) become LF; breaks at the end go. */
  static String plain(String text) {
    String plain = text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
    int end = plain.length();
    while (end > 0 && plain.charAt(end - 1) == '\n') {
      end--;
    }
    return plain.substring(0, end);
  }
}
