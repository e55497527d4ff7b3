package io.orchestrator.web.ui.parts;

/** Numbers with their nouns. */
public final class Counts {
  private Counts() {}

  /** {@code 1 task}, {@code 2 tasks}. */
  public static String of(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  /** {@code it is}, {@code they are}. */
  public static String are(int count, String verbs) {
    String[] oneMany = verbs.split("/", 2);
    return count == 1 ? oneMany[0] : oneMany[1];
  }
}
