package io.orchestrator.web.ui.text;

import java.util.List;

/**
 * Texts of forms. A browser sends each line break of a text area as CR LF, whatever stood there, so
 * a text that nobody touched comes back changed unless it is compared with what was shown.
 */
public final class FormText {
  private FormText() {}

  /** What was typed; exactly what was shown when the two differ in nothing but line breaks. */
  public static String read(String typed, String shown) {
    return untouched(typed, shown) ? shown : lines(typed);
  }

  /** With line breaks as LF. */
  public static String lines(String typed) {
    return typed.replace("\r\n", "\n").replace('\r', '\n');
  }

  /** Whether what came back is what was shown. */
  public static boolean untouched(String typed, String shown) {
    return lines(typed).equals(lines(shown));
  }

  /** Whether it needs a text area: an input of one line drops line breaks. */
  public static boolean hasLines(String text) {
    return text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
  }

  /** The last of a field's values: of a hidden "false" before a ticked box, the tick. */
  public static String last(List<String> values) {
    return values.get(values.size() - 1);
  }
}
