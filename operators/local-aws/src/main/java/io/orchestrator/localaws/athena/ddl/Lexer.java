package io.orchestrator.localaws.athena.ddl;

import io.orchestrator.localaws.athena.error.MalformedQueryException;
import java.util.ArrayList;
import java.util.List;

/** Cuts a Hive statement into tokens; comments and a closing semicolon fall away. */
final class Lexer {
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int line = 1;
  private int lineStart;

  private Lexer(String text) {
    this.text = text;
  }

  static List<Token> tokens(String text) {
    return new Lexer(text).read();
  }

  private List<Token> read() {
    while (skipBlank()) {
      char c = text.charAt(at);
      if (c == '\'' || c == '"') {
        string(c);
      } else if (c == '`') {
        backquoted();
      } else if (Character.isDigit(c)) {
        run(Token.Kind.NUMBER);
      } else if (Character.isLetter(c) || c == '_') {
        run(Token.Kind.WORD);
      } else {
        add(Token.Kind.SIGN, String.valueOf(c), at);
        at++;
      }
    }
    if (!tokens.isEmpty() && tokens.get(tokens.size() - 1).is(";")) {
      tokens.remove(tokens.size() - 1);
    }
    add(Token.Kind.END, "", at);
    return tokens;
  }

  private boolean skipBlank() {
    while (at < text.length()) {
      if (text.startsWith("--", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        countLines(at, end < 0 ? text.length() : end);
        at = end < 0 ? text.length() : end + 2;
      } else if (Character.isWhitespace(text.charAt(at))) {
        countLines(at, at + 1);
        at++;
      } else {
        return true;
      }
    }
    return false;
  }

  private void countLines(int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
  }

  private void run(Token.Kind kind) {
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at))
            || text.charAt(at) == '_'
            || (kind == Token.Kind.NUMBER && text.charAt(at) == '.'))) {
      at++;
    }
    add(kind, text.substring(start, at), start);
  }

  private void backquoted() {
    int end = text.indexOf('`', at + 1);
    if (end < 0) {
      throw unended("`");
    }
    add(Token.Kind.QUOTED, text.substring(at + 1, end), at);
    at = end + 1;
  }

  private void string(char quote) {
    int start = at++;
    StringBuilder value = new StringBuilder();
    while (true) {
      if (at >= text.length()) {
        at = start;
        throw unended(String.valueOf(quote));
      }
      char c = text.charAt(at);
      if (c == '\\' && at + 1 < text.length()) {
        at = escape(value);
      } else if (c == quote && at + 1 < text.length() && text.charAt(at + 1) == quote) {
        value.append(quote);
        at += 2;
      } else if (c == quote) {
        at++;
        break;
      } else {
        value.append(c);
        at++;
      }
    }
    add(Token.Kind.STRING, value.toString(), start);
    countLines(start, at);
  }

  private int escape(StringBuilder value) {
    char c = text.charAt(at + 1);
    if (c == 'u'
        && at + 5 < text.length()
        && text.substring(at + 2, at + 6).matches("\\p{XDigit}{4}")) {
      value.append((char) Integer.parseInt(text.substring(at + 2, at + 6), 16));
      return at + 6;
    }
    if (at + 3 < text.length() && text.substring(at + 1, at + 4).matches("[0-3][0-7]{2}")) {
      value.append((char) Integer.parseInt(text.substring(at + 1, at + 4), 8));
      return at + 4;
    }
    switch (c) {
      case 't' -> value.append('\t');
      case 'n' -> value.append('\n');
      case 'r' -> value.append('\r');
      case 'b' -> value.append('\b');
      case '0' -> value.append('\0');
      default -> value.append(c);
    }
    return at + 2;
  }

  private MalformedQueryException unended(String quote) {
    return new MalformedQueryException(line, at - lineStart + 1, "no closing " + quote);
  }

  private void add(Token.Kind kind, String value, int start) {
    tokens.add(new Token(kind, value, line, Math.max(1, start - lineStart + 1)));
  }
}
