package io.orchestrator.model;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Names that people cannot tell from others: with characters that nobody sees, written in another
 * form, or with letters of one alphabet that pass for those of another.
 */
final class LookAlikes {
  /** Formats, blanks that are no space, fillers and variation selectors. */
  private static final Pattern UNSEEN =
      Pattern.compile(
          "[\\p{Cf}\\p{Cc}\\p{Co}\\p{Cn}[\\p{Z}&&[^ ]]\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180F"
              + "\u3164\uFE00-\uFE0F\uFFA0\u2800\\x{E0100}-\\x{E01EF}]");

  /** Alphabets that share the shapes of many letters. */
  private static final Set<UnicodeScript> ALIKE =
      EnumSet.of(
          UnicodeScript.LATIN,
          UnicodeScript.GREEK,
          UnicodeScript.CYRILLIC,
          UnicodeScript.ARMENIAN,
          UnicodeScript.CHEROKEE,
          UnicodeScript.COPTIC,
          UnicodeScript.LISU);

  /** Cyrillic and Greek letters that look like Latin ones, and what goes with any letters. */
  private static final Pattern LIKE_LATIN =
      Pattern.compile("[асԁеһіјӏорԛѕԝхуАВЕЅІЈКМНОРСТУХԌԚԜΑΒΕΖΗΙΚΜΝΟΡΤΥΧνορ\\p{IsCommon}]*");

  private LookAlikes() {}

  /** What is wrong with a name, as a sentence; empty when it looks like no other. */
  static Optional<String> problem(String name) {
    var unseen = UNSEEN.matcher(name);
    if (unseen.find()) {
      return Optional.of(
          "It has a character that nobody sees, U+%04X; leave it out."
              .formatted(unseen.group().codePointAt(0)));
    }
    String plain = Normalizer.normalize(name, Normalizer.Form.NFKC);
    if (!plain.equals(name)) {
      return Optional.of("It looks like \"" + plain + "\" and is another; write it like that.");
    }
    Set<UnicodeScript> alphabets = alphabets(name);
    if (alphabets.size() > 1) {
      return Optional.of(
          "It mixes letters that look the same: " + words(alphabets) + ". Use one alphabet.");
    }
    boolean passes = !alphabets.isEmpty() && !alphabets.contains(UnicodeScript.LATIN);
    return passes && LIKE_LATIN.matcher(name).matches()
        ? Optional.of("Each of its letters looks like a Latin one and is none; use Latin letters.")
        : Optional.empty();
  }

  private static Set<UnicodeScript> alphabets(String name) {
    Set<UnicodeScript> found = EnumSet.noneOf(UnicodeScript.class);
    name.codePoints().mapToObj(UnicodeScript::of).filter(ALIKE::contains).forEach(found::add);
    return found;
  }

  private static String words(Set<UnicodeScript> alphabets) {
    Set<String> names = new TreeSet<>();
    alphabets.forEach(
        a -> names.add(a.name().charAt(0) + a.name().substring(1).toLowerCase(Locale.ROOT)));
    return String.join(", ", names);
  }
}
