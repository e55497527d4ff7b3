package io.orchestrator.localaws.athena.ddl;

/** A word, string or sign of a statement, with its place counted from 1. */
record Token(Kind kind, String text, int line, int column) {
  /** What sort of token. */
  enum Kind {
    WORD,
    QUOTED,
    STRING,
    NUMBER,
    SIGN,
    END
  }

  boolean is(String word) {
    return (kind == Kind.WORD || kind == Kind.SIGN) && text.equalsIgnoreCase(word);
  }

  /** As an error message shows it. */
  String shown() {
    return kind == Kind.END ? "<EOF>" : text;
  }
}
