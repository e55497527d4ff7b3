package io.orchestrator.operators.standard;

import java.util.ArrayList;
import java.util.List;

/** A Jinja template cut into text, expressions and tags; comments are left out. */
final class TemplatePieces {
  private static final String RAW_END = "endraw";
  private final String template;
  private final List<Piece> pieces = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private int at;

  private TemplatePieces(String template) {
    this.template = template;
  }

  /** One part, in order. */
  sealed interface Piece {
    /** Text as it is. */
    record Text(String text) implements Piece {}

    /** What is printed; blanks that its dashes remove are gone from the text already. */
    record Expression(String code) implements Piece {}

    /** A statement with its braces; it prints nothing by itself. */
    record Tag(String name, String code, String whole) implements Piece {}
  }

  /**
   * @throws IllegalArgumentException when an expression is not closed or braces are ambiguous
   */
  static List<Piece> of(String template) {
    TemplatePieces cut = new TemplatePieces(template);
    while (cut.at < template.length()) {
      cut.step();
    }
    cut.endText();
    return cut.pieces;
  }

  private void step() {
    if (template.startsWith("{{", at)) {
      expression();
    } else if (template.startsWith("{%", at)) {
      tag();
    } else if (template.startsWith("{#", at)) {
      int end = template.indexOf("#}", at);
      if (end < 0) {
        throw new IllegalArgumentException("a comment {# is not closed");
      }
      at = end + 2;
    } else {
      text.append(template.charAt(at++));
    }
  }

  private void expression() {
    String inner = inner("}}");
    boolean before = inner.startsWith("-");
    boolean after = inner.length() > 1 && inner.endsWith("-");
    if (inner.startsWith("{")) {
      throw new IllegalArgumentException("three braces are ambiguous; put a blank between them");
    }
    if (before) {
      text.setLength(text.toString().stripTrailing().length());
    }
    endText();
    String code = inner.substring(before ? 1 : 0, inner.length() - (after ? 1 : 0));
    pieces.add(new Piece.Expression(code.strip()));
    while (after && at < template.length() && Character.isWhitespace(template.charAt(at))) {
      at++;
    }
  }

  private void tag() {
    int start = at;
    String inner = inner("%}");
    endText();
    String code = inner.replaceAll("^-|-$", "").strip();
    String name = code.split("\\W", 2)[0];
    pieces.add(new Piece.Tag(name, code, template.substring(start, at)));
    if (name.equals("raw")) {
      int end = template.indexOf(RAW_END, at);
      int open = end < 0 ? -1 : template.lastIndexOf("{%", end);
      if (open < at) {
        throw new IllegalArgumentException("{% raw %} is not closed");
      }
      pieces.add(new Piece.Text(template.substring(at, open)));
      at = open;
    }
  }

  /** Moves behind the closing braces; quotes protect braces in them. */
  private String inner(String close) {
    int start = at + 2;
    char quote = 0;
    for (int i = start; i < template.length(); i++) {
      char next = template.charAt(i);
      if (quote != 0 && next == '\\') {
        i++;
      } else if (quote != 0) {
        quote = next == quote ? 0 : quote;
      } else if (next == '\'' || next == '"') {
        quote = next;
      } else if (template.startsWith(close, i)) {
        at = i + 2;
        return template.substring(start, i);
      }
    }
    throw new IllegalArgumentException(
        template.substring(at, Math.min(at + 20, template.length())) + "… is not closed");
  }

  private void endText() {
    if (text.length() == 0) {
      return;
    }
    String whole = text.toString();
    if (whole.contains("{{") || whole.contains("{%") || whole.endsWith("{")) {
      throw new IllegalArgumentException(
          "a brace stands directly before a template's braces; put a blank between them");
    }
    pieces.add(new Piece.Text(whole));
    text.setLength(0);
  }
}
