package io.orchestrator.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names: what can be made can be addressed, and looks like no other. */
class NameRuleTest {
  /** What no kind of thing may be called. */
  private static final List<String> NEVER =
      List.of(
          "",
          " ",
          ".",
          "..",
          "~",
          "a/b",
          "a\\b",
          "a;b",
          "50%",
          " a",
          "a ",
          "a\nb",
          "a\tb",
          "a\0b",
          "a\u007Fb",
          "a\u0085b",
          "a\u2028b",
          "a\u2029b",
          "a\uD83D",
          "\uDC00a");

  /** What nobody can tell from another name, and what it passes for. */
  private static final List<String> LOOK_ALIKES =
      List.of(
          "a\u202Eb", // right to left
          "a\u200Bb", // no width
          "a\u00ADb", // soft hyphen
          "a\uFEFFb", // byte order mark
          "a\u3164b", // filler
          "a\u00A0b", // no-break space
          "a\uFE0Fb", // variation selector
          "\uFF41bc", // wide a
          "o\u0308l", // o and dots apart
          "\uFB01le", // ligature
          "\u0430dmin", // Cyrillic a
          "p\u0430y_\u03BFut", // Cyrillic a, Greek o
          "\u0441\u043E\u0440\u0443"); // copy, all of it Cyrillic

  @ParameterizedTest
  @EnumSource
  void noKindTakesWhatNoAddressCanHold(NameRule rule) {
    assertThat(NEVER).allSatisfy(name -> assertThat(rule.problems(name)).isNotEmpty());
    assertThat(rule.problems("n".repeat(rule.most()))).isEmpty();
    assertThat(rule.problems("n".repeat(rule.most() + 1)))
        .singleElement()
        .asString()
        .startsWith(
            "It has " + (rule.most() + 1) + " characters; " + rule.most() + " are allowed.");
  }

  @ParameterizedTest
  @EnumSource
  void noKindTakesWhatLooksLikeAnother(NameRule rule) {
    assertThat(LOOK_ALIKES).allSatisfy(name -> assertThat(rule.problems(name)).isNotEmpty());
  }

  @ParameterizedTest
  @EnumSource
  void everyKindTakesPlainWords(NameRule rule) {
    assertThat(List.of("a", "A-1", "load_data", "v1.2", "...", "-x", "list", "new", "latest"))
        .allSatisfy(name -> assertThat(rule.allows(name)).isEqualTo(!clash(rule, name)));
  }

  /** Run ids never have two dots, as in Airflow; and the command line has a run "latest". */
  private static boolean clash(NameRule rule, String name) {
    return rule == NameRule.RUN && (name.contains("..") || name.equals("latest"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"größe", "données", "погода", "τιμές", "天気データ", "α", "날씨", "tâche_1"})
  void wordsOfAnyLanguageAreNames(String name) {
    assertThat(Stream.of(NameRule.DAG, NameRule.TASK, NameRule.POOL, NameRule.VARIABLE))
        .allSatisfy(rule -> assertThat(rule.problems(name)).isEmpty());
  }

  @Test
  void aProblemSaysWhatToWrite() {
    assertThat(NameRule.POOL.problems("o\u0308l"))
        .containsExactly("It looks like \"öl\" and is another; write it like that.");
    assertThat(NameRule.USER.problems("\u0430dmin"))
        .containsExactly("It mixes letters that look the same: Cyrillic, Latin. Use one alphabet.");
    assertThat(NameRule.VARIABLE.problems("team/key"))
        .singleElement()
        .asString()
        .startsWith("It has what cannot be in an address: allowed are anything but / \\ ; %");
    assertThat(NameRule.DAG.mended("load data!!")).isEqualTo("load_data_");
  }
}
