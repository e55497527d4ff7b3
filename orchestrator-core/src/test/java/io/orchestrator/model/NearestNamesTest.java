package io.orchestrator.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNamesTest {
  private static final List<String> KNOWN = List.of("load", "extract", "extras", "ds", "ti");

  @Test
  void fewLettersMayDifferTheirCaseAside() {
    assertThat(NearestNames.of("Extrac", KNOWN)).containsExactly("extract", "extras");
    assertThat(NearestNames.first("laod", KNOWN)).contains("load");
    assertThat(NearestNames.of("transform", KNOWN)).isEmpty();
  }

  @Test
  void aNameWithNoLetterInCommonIsNotMeant() {
    assertThat(NearestNames.of("x", KNOWN)).isEmpty();
    assertThat(NearestNames.of("xy", KNOWN)).isEmpty();
    assertThat(NearestNames.of("", KNOWN)).isEmpty();
  }

  @Test
  void theHintAsksForAllThatMayBeMeant() {
    assertThat(NearestNames.hint("extra", KNOWN))
        .isEqualTo("; did you mean \"extras\" or \"extract\"");
    assertThat(NearestNames.hint("transform", KNOWN)).isEmpty();
  }
}
