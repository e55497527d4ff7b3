package io.orchestrator.localaws.athena.ddl;

import io.orchestrator.localaws.athena.error.MalformedQueryException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads tokens one after the other, and says where they are not what they should be. */
final class Tokens {
  private final List<Token> tokens;
  private int next;

  Tokens(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token peek() {
    return tokens.get(next);
  }

  Token take() {
    Token token = peek();
    if (token.kind() != Token.Kind.END) {
      next++;
    }
    return token;
  }

  /** Takes the words when all of them come next, in this order. */
  boolean accept(String... words) {
    for (int i = 0; i < words.length; i++) {
      if (next + i >= tokens.size() || !tokens.get(next + i).is(words[i])) {
        return false;
      }
    }
    next += words.length;
    return true;
  }

  void expect(String... words) {
    for (String word : words) {
      if (!accept(word)) {
        throw mismatch("'" + word + "'");
      }
    }
  }

  MalformedQueryException mismatch(String expected) {
    Token token = peek();
    return new MalformedQueryException(
        token.line(),
        token.column(),
        "mismatched input '" + token.shown() + "'. Expecting: " + expected);
  }

  void end() {
    if (peek().kind() != Token.Kind.END) {
      throw mismatch("<EOF>");
    }
  }

  String identifier() {
    Token token = peek();
    if (token.kind() != Token.Kind.WORD && token.kind() != Token.Kind.QUOTED) {
      throw mismatch("<identifier>");
    }
    return take().text().toLowerCase(Locale.ROOT);
  }

  String string() {
    if (peek().kind() != Token.Kind.STRING) {
      throw mismatch("<string>");
    }
    return take().text();
  }

  /** A table's name; a leading catalog name falls away. */
  DdlStatement.Name name() {
    String first = identifier();
    if (!accept(".")) {
      return new DdlStatement.Name("", first);
    }
    String second = identifier();
    return accept(".")
        ? new DdlStatement.Name(second, identifier())
        : new DdlStatement.Name(first, second);
  }

  /** {@code ('a'='b', ...)}. */
  Map<String, String> properties() {
    Map<String, String> properties = new LinkedHashMap<>();
    expect("(");
    do {
      String key = string();
      expect("=");
      properties.put(key, string());
    } while (accept(","));
    expect(")");
    return properties;
  }

  /** {@code (dt='2001-01-01', hour=3)}. */
  Map<String, String> partitionValues() {
    Map<String, String> values = new LinkedHashMap<>();
    expect("(");
    do {
      String key = identifier();
      expect("=");
      Token value = take();
      String sign = "";
      if (value.is("-")) {
        sign = "-";
        value = take();
      }
      if (!Set.of(Token.Kind.STRING, Token.Kind.NUMBER).contains(value.kind())) {
        next--;
        throw mismatch("<string>, <number>");
      }
      values.put(key, sign + value.text());
    } while (accept(","));
    expect(")");
    return values;
  }
}
