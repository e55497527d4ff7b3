package io.orchestrator.web.ui.svg;

/** Names in drawings, where nothing else cuts them. */
public final class ShortName {
  private static final int MOST_LETTERS = 32;

  private ShortName() {}

  /** The beginning of a long name; who shows it says the whole one in a title. */
  public static String of(String name) {
    int letters = name.codePointCount(0, name.length());
    return letters <= MOST_LETTERS
        ? name
        : name.substring(0, name.offsetByCodePoints(0, MOST_LETTERS - 1)) + "…";
  }
}
