package io.orchestrator.localaws.athena.sql.functions;

/** Cuts a line into fields as OpenCSV does: quotes around, doubled or escaped within. */
final class LineFields {
  /** Between the fields of the answer; a control character that no text has. */
  static final char SEPARATOR = '\u001f';

  private LineFields() {}

  static String split(String line, String separator, String quote, String escape) {
    char cut = separator.charAt(0);
    char around = quote.isEmpty() ? '\0' : quote.charAt(0);
    char mask = escape.isEmpty() ? '\0' : escape.charAt(0);
    StringBuilder fields = new StringBuilder(line.length());
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      char next = i + 1 < line.length() ? line.charAt(i + 1) : '\0';
      if (c == around && around != '\0') {
        if (quoted && next == around) {
          fields.append(c);
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (c == mask && mask != '\0') {
        boolean masks = around == '\0' ? next != '\0' : quoted && (next == around || next == mask);
        if (masks) {
          fields.append(next);
          i++;
        }
      } else if (c == cut && !quoted) {
        fields.append(SEPARATOR);
      } else {
        fields.append(c);
      }
    }
    return fields.toString();
  }
}
