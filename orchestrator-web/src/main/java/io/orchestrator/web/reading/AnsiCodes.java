package io.orchestrator.web.reading;

import java.util.regex.Pattern;

/** What programs send to a terminal beside text: colours, movements, titles. */
public final class AnsiCodes {
  public static final char ESCAPE = '\u001b';

  /** CSI and OSC sequences, and the short ones. */
  public static final Pattern SEQUENCE =
      Pattern.compile(
          "\u001b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)?|[@-Z\\\\^_])");

  private AnsiCodes() {}

  /** The text alone. */
  public static String strip(String text) {
    return text.indexOf(ESCAPE) < 0 ? text : SEQUENCE.matcher(text).replaceAll("");
  }
}
