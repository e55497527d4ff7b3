package io.orchestrator.connection;

/**
 * A way to read a text: as it stands, as part of a URL, as part of a JSON text. Escapes mean what
 * they stand for, whichever characters a program chose to escape and in whichever case; a carriage
 * return reads as the line break it belongs to.
 */
enum Reading {
  PLAIN(Character.MAX_VALUE) {
    @Override
    int escaped(String source, int at) {
      return 0;
    }
  },

  URL('%') {
    @Override
    int escaped(String source, int at) {
      int lead = percent(source, at);
      int more = lead < 0x80 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
      int codePoint = more == 0 ? lead : lead & (0x3F >> more);
      for (int i = 1; i <= more; i++) {
        int next = percent(source, at + 3 * i);
        codePoint = next < 0 || codePoint < 0 ? -1 : codePoint << 6 | (next & 0x3F);
      }
      return codePoint < 0 ? 0 : packed(codePoint, 3 * (more + 1));
    }

    /** A form has a plus in place of a blank. */
    @Override
    boolean says(int codePoint, int wanted) {
      return codePoint == wanted || (codePoint == '+' && wanted == ' ');
    }
  },

  JSON('\\') {
    @Override
    int escaped(String source, int at) {
      char letter = at + 1 < source.length() ? source.charAt(at + 1) : 0;
      int place = LETTERS.indexOf(letter);
      return letter == 'u' ? hex(source, at) : place < 0 ? 0 : packed(MEANT.charAt(place), 2);
    }

    private int hex(String source, int at) {
      int high = digits(source, at + 2, 4);
      if (high >= 0 && Character.isHighSurrogate((char) high) && source.startsWith("\\u", at + 6)) {
        int low = digits(source, at + 8, 4);
        if (low >= 0 && Character.isLowSurrogate((char) low)) {
          return packed(Character.toCodePoint((char) high, (char) low), 12);
        }
      }
      return high < 0 ? 0 : packed(high, 6);
    }
  };

  /** With these an escape, or another writing of a character, begins. */
  static final String SPECIAL = "%\\+\r";

  static final Reading[] ALL = values();
  private final char escape;
  private static final String LETTERS = "\"\\/bfnrt";
  private static final String MEANT = "\"\\/\b\f\n\r\t";

  Reading(char escape) {
    this.escape = escape;
  }

  /** The escape at the place as a unit; 0 when none is there. */
  abstract int escaped(String source, int at);

  /** Whether a code point of the source stands for the one wanted. */
  boolean says(int codePoint, int wanted) {
    return codePoint == wanted;
  }

  /** What stands at the place: a code point and the number of characters that say it. */
  final int unit(String source, int at) {
    int unit = single(source, at);
    if (codePoint(unit) != '\r') {
      return unit;
    }
    int behind = at + length(unit);
    int next = behind < source.length() ? single(source, behind) : 0;
    return packed('\n', length(unit) + (codePoint(next) == '\n' ? length(next) : 0));
  }

  private int single(String source, int at) {
    char c = source.charAt(at);
    int escaped = c == escape ? escaped(source, at) : 0;
    if (escaped != 0 || !Character.isHighSurrogate(c)) {
      return escaped == 0 ? packed(c, 1) : escaped;
    }
    int codePoint = source.codePointAt(at);
    return packed(codePoint, Character.charCount(codePoint));
  }

  static int codePoint(int unit) {
    return unit >> 4;
  }

  static int length(int unit) {
    return unit & 15;
  }

  private static int packed(int codePoint, int length) {
    return codePoint << 4 | length;
  }

  private static int percent(String source, int at) {
    return at < source.length() && source.charAt(at) == '%' ? digits(source, at + 1, 2) : -1;
  }

  /** A number in hexadecimal digits; −1 when others are among them. */
  private static int digits(String source, int at, int count) {
    int number = at + count > source.length() ? -1 : 0;
    for (int i = at; number >= 0 && i < at + count; i++) {
      int digit = Character.digit(source.charAt(i), 16);
      number = digit < 0 ? -1 : number << 4 | digit;
    }
    return number;
  }
}
