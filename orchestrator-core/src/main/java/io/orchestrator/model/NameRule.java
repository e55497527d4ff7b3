package io.orchestrator.model;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What may be a name: one rule for each kind of thing that has one. Whatever keeps its rule can be
 * addressed on pages, over REST and from the command line, and does not look like another name.
 */
public enum NameRule {
  DAG("dag_id", 250, Alphabet.LETTERS),
  TASK("task_id", 250, Alphabet.LETTERS),
  RUN("dag_run_id", 250, Alphabet.RUN_ID),
  XCOM("key", 512, Alphabet.ADDRESS),
  CONNECTION("connection_id", 200, Alphabet.LATIN),
  POOL("name", 256, Alphabet.ADDRESS),
  VARIABLE("key", 250, Alphabet.ADDRESS),
  USER("username", 250, Alphabet.ADDRESS),
  QUEUE("queue", 250, Alphabet.ADDRESS),
  WORKER("worker", 250, Alphabet.ADDRESS);

  /** Addresses read these as a step, and Airflow's lists read a tilde as "all". */
  private static final Pattern RESERVED = Pattern.compile("\\.{1,2}|~");

  /** The newest run, on the command line. */
  private static final String LATEST = "latest";

  private static final Pattern BLANK_END = Pattern.compile("^\\s|\\s$");
  private final String field;
  private final int most;
  private final Alphabet alphabet;

  /** Characters of names. */
  private enum Alphabet {
    LATIN("[A-Za-z0-9_.-]", "letters from a to z, digits and _ . -"),
    LETTERS("[\\p{L}\\p{N}_.-]", "letters, digits and _ . -"),
    RUN_ID("[A-Za-z0-9_.~:+-]", "letters from a to z, digits and _ . ~ : + -"),

    /**
     * Servers, proxies and browsers refuse, split or rewrite the rest even when it is escaped in an
     * address.
     */
    ADDRESS("[^/\\\\;%\\p{Cntrl}\u2028\u2029]", "anything but / \\ ; % and characters of control");

    private final Pattern one;
    private final Pattern all;
    private final String words;

    Alphabet(String one, String words) {
      this.one = Pattern.compile(one);
      this.all = Pattern.compile(one + "*");
      this.words = words;
    }
  }

  NameRule(String field, int most, Alphabet alphabet) {
    this.field = field;
    this.most = most;
    this.alphabet = alphabet;
  }

  /** The field that has the name, as REST calls it. */
  public String field() {
    return field;
  }

  /** The length of the longest name, in characters. */
  public int most() {
    return most;
  }

  /** What a name may have, in words. */
  public String allowed() {
    return alphabet.words;
  }

  public boolean allows(String name) {
    return problems(name).isEmpty();
  }

  /** Everything wrong with a name, each a sentence that says what is allowed; empty when fine. */
  public List<String> problems(String name) {
    if (name.isBlank()) {
      return List.of("It is empty; 1 to " + most + " characters are allowed.");
    }
    List<String> found = new ArrayList<>();
    int length = name.codePointCount(0, name.length());
    if (length > most) {
      found.add("It has " + length + " characters; " + most + " are allowed. Nothing is cut off.");
    }
    TextRule.problem(name).ifPresent(found::add);
    if (!alphabet.all.matcher(name).matches() || BLANK_END.matcher(name).find()) {
      found.add(
          "It has what cannot be in an address: allowed are "
              + alphabet.words
              + ", and no blank at an end.");
    } else if (reserved(name)) {
      found.add(
          "Addresses and commands give . and .. and ~, and latest in place of a run, a meaning of"
              + " their own; a name needs more.");
    } else {
      LookAlikes.problem(name).ifPresent(found::add);
    }
    return List.copyOf(found);
  }

  /**
   * Goes on only with a name.
   *
   * @throws IllegalArgumentException naming the field and all that is wrong
   */
  public void require(String name) {
    List<String> problems = problems(name);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(field + ": " + String.join(" ", problems));
    }
  }

  private boolean reserved(String name) {
    return RESERVED.matcher(name).matches()
        || (this == RUN && (name.contains("..") || name.equals(LATEST)));
  }

  /** The name with an underscore in place of each character that is not allowed. */
  public String mended(String name) {
    StringBuilder mended = new StringBuilder();
    name.codePoints()
        .mapToObj(Character::toString)
        .map(c -> alphabet.one.matcher(c).matches() ? c : "_")
        .filter(
            c -> !c.equals("_") || mended.isEmpty() || mended.charAt(mended.length() - 1) != '_')
        .forEach(mended::append);
    return mended.toString();
  }
}
