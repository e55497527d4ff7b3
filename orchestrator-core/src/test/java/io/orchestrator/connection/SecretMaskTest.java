package io.orchestrator.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SecretMaskTest {
  private static final String SECRET = "pa\"ss/wörd & \\more";

  @Test
  void aSecretIsReplacedWhereverItStands() {
    SecretMask mask = of("hunter22");
    assertThat(mask.mask("hunter22 is=hunter22;xhunter22x")).isEqualTo("*** is=***;x***x");
    assertThat(mask.mask("nothing here")).isEqualTo("nothing here");
  }

  @Test
  void encodedFormsAreReplacedToo() {
    SecretMask mask = of(SECRET);
    String url = URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
    String base64 = Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8));
    assertThat(mask.mask("u=" + url)).isEqualTo("u=***");
    assertThat(mask.mask("u=" + url.replace("+", "%20"))).isEqualTo("u=***");
    assertThat(
            mask.mask(
                "u="
                    + url.replace("%C3%B6", "%c3%b6")
                        .replace("%22", "%22")
                        .replace("%2F", "%2f")
                        .replace("%5C", "%5c")))
        .isEqualTo("u=***");
    assertThat(mask.mask("{\"p\": \"pa\\\"ss/wörd & \\\\more\"}")).isEqualTo("{\"p\": \"***\"}");
    assertThat(mask.mask("\"pa\\\"ss\\/w\\u00f6rd & \\\\more\"")).isEqualTo("\"***\"");
    assertThat(mask.mask("Basic " + base64)).startsWith("Basic ***");
  }

  @Test
  void aCopyHidesTheSameAndSharesTheFormsInsteadOfMakingThemAgain() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    List<String> secrets = IntStream.range(0, 100).mapToObj(i -> "secret-number-" + i).toList();
    long start = threads.getCurrentThreadAllocatedBytes();
    SecretMask made = new SecretMask(secrets);
    long toMake = threads.getCurrentThreadAllocatedBytes() - start;
    SecretMask copy = made.copy();
    long toCopy = threads.getCurrentThreadAllocatedBytes() - start - toMake;
    assertThat(toCopy * 100).isLessThan(toMake);

    copy.learn("only-of-the-copy");
    assertThat(copy.mask("secret-number-7 only-of-the-copy")).isEqualTo("*** ***");
    assertThat(made.mask("secret-number-7 only-of-the-copy")).isEqualTo("*** only-of-the-copy");
  }

  @Test
  void secretsThatOverlapLeaveNoRest() {
    SecretMask mask = of("abcdefgh", "efghijkl", "abcdefghij");
    assertThat(mask.mask("-abcdefghijkl-")).isEqualTo("-***-");
  }

  @Test
  void aKeyOfSeveralLinesIsMaskedLineByLine() {
    SecretMask mask = of("-----BEGIN KEY-----\r\nMIIEabcdef\r\nXYZ12345==\n");
    assertThat(mask.mask("MIIEabcdef")).isEqualTo("***");
    assertThat(mask.mask("  XYZ12345==")).isEqualTo("  ***");
  }

  @Test
  void shortValuesAreLeft() {
    SecretMask mask = of("", "1", "true", "    \n   ");
    assertThat(mask.mask("1 is true")).isEqualTo("1 is true");
  }

  @Test
  void aSecretAmidALongerBase64IsCoveredToItsLastBit() {
    SecretMask mask = of("hunter22");
    for (String login : List.of("", "a", "ab", "abc")) {
      String base64 = base64(login + ":hunter22:more");
      int from = (login.length() + 1) * 8 / 6;
      int to = ((login.length() + 9) * 8 + 5) / 6;
      assertThat(mask.mask("Basic " + base64))
          .isEqualTo("Basic " + base64.substring(0, from) + "***" + base64.substring(to));
    }
  }

  @Test
  void lettersThatOnlyLookLikeEscapesAreRead() {
    SecretMask mask = of("100%25 \\\\u00e4/x", "%zz\\q%");
    assertThat(mask.mask("[100%25 \\\\u00e4/x]")).isEqualTo("[***]");
    assertThat(mask.mask("[%zz\\q%]")).isEqualTo("[***]");
    assertThat(mask.mask("[%25zz%5Cq%25]")).isEqualTo("[***]");
    assertThat(mask.mask("100%2 %z %")).isEqualTo("100%2 %z %");
  }

  @Test
  void lineBreaksAreThoseOfAnySystem() {
    SecretMask mask = of("first line\nab\nlast line");
    for (String lineBreak : List.of("\n", "\r\n", "\r", "\\r\\n", "\\n", "%0D%0A", "%0a")) {
      String text = String.join(lineBreak, "first line", "ab", "last line");
      assertThat(mask.mask("[" + text + "]")).as(text).isEqualTo("[***]");
    }
    String windows = "first line\r\nab\r\nlast line";
    assertThat(of(windows).mask(base64(windows))).matches("\\*+=*");
  }

  @Test
  void aConnectionsPasswordAndSecretsAreLearntAndItsOtherPartsAreNot() {
    SecretMask mask = new SecretMask();
    mask.learn(
        new Connection(
            "db",
            "x",
            "",
            new Connection.Endpoint("a-host", 1, null),
            new Connection.Credentials("a-login", "a-password"),
            Map.of("region", "a-region", "headers", Map.of("Authorization", "a-header"))));
    mask.learnVariable("api_token", "a-token");
    mask.learnVariable("place", "a-place");
    assertThat(mask.mask("a-host a-login a-password a-region a-header a-token a-place"))
        .isEqualTo("a-host a-login *** a-region *** *** a-place");
  }

  @RepeatedTest(100)
  void noFormOfARandomSecretIsLeftInRandomText(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<String> secrets =
        IntStream.range(0, 1 + random.nextInt(5)).mapToObj(i -> text(random, 5)).toList();
    SecretMask mask = new SecretMask(secrets);
    for (String secret : secrets) {
      Forms.of(secret)
          .forEach(
              (name, form) -> {
                String around = text(random, 0);
                String masked = mask.mask(around + form + text(random, 0));
                assertThat(masked).as("%s of %s", name, secret).contains("***");
                assertThat(masked).as("%s of %s", name, secret).doesNotContain(form);
              });
    }
  }

  /** Of letters that somebody escapes; its first and last are not blank. */
  private static String text(Random random, int shortest) {
    String letters = "abcXYZ019\"'\\/%+& \nöß€😀=;:?<>";
    int[] each = letters.codePoints().toArray();
    StringBuilder text = new StringBuilder("x");
    for (int i = shortest + random.nextInt(20); i > 0; i--) {
      text.appendCodePoint(each[random.nextInt(each.length)]);
    }
    return text.append('x').toString();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static SecretMask of(String... secrets) {
    return new SecretMask(List.of(secrets));
  }
}
