package io.orchestrator.worker.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class LogMaskTest {
  private static final String SECRET = "pa\"ss/wörd & \\more";

  @Test
  void aSecretIsReplacedWhereverItStands() {
    LogMask mask = LogMask.NONE.with("hunter22");
    assertThat(mask.mask("hunter22 is=hunter22;xhunter22x")).isEqualTo("*** is=***;x***x");
    assertThat(mask.mask("nothing here")).isEqualTo("nothing here");
  }

  @Test
  void encodedFormsAreReplacedToo() {
    LogMask mask = LogMask.NONE.with(SECRET);
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
  void secretsThatOverlapLeaveNoRest() {
    LogMask mask = LogMask.NONE.with("abcdefgh").with("efghijkl").with("abcdefghij");
    assertThat(mask.mask("-abcdefghijkl-")).isEqualTo("-***-");
  }

  @Test
  void aKeyOfSeveralLinesIsMaskedLineByLine() {
    LogMask mask = LogMask.NONE.with("-----BEGIN KEY-----\r\nMIIEabcdef\r\nXYZ12345==\n");
    assertThat(mask.mask("MIIEabcdef")).isEqualTo("***");
    assertThat(mask.mask("  XYZ12345==")).isEqualTo("  ***");
  }

  @Test
  void shortValuesAreLeft() {
    LogMask mask = LogMask.NONE.with("").with("1").with("true").with("    \n   ");
    assertThat(mask.mask("1 is true")).isEqualTo("1 is true");
  }
}
