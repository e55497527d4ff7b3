package io.orchestrator.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatedPathTest {
  private static final String TEMPLATE = "/data/in/{{ params.name }}";

  private static Path below(String value) {
    return TemplatedPath.of(TEMPLATE, "/data/in/" + value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a.csv", "a/b.csv", "a\\..\\b", "CON", "with\nbreak", "..a", "a..", "x/../y"})
  void aValueNamesAFileBelowTheFolder(String value) {
    assertThat(below(value)).startsWithRaw(Path.of("/data/in"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "../../etc/passwd", "a/../../x", "../in2/x", "..", "a\0b"})
  void noValueLeadsOutOfTheFolder(String value) {
    assertThatThrownBy(() -> below(value)).isInstanceOf(TaskFailedException.class);
  }

  @Test
  void aTemplateWithoutAFolderStaysWhereTheWorkerRuns() {
    assertThat(TemplatedPath.of("{{ params.x }}.csv", "a.csv")).isAbsolute();
    assertThatThrownBy(() -> TemplatedPath.of("{{ params.x }}.csv", "/etc/x.csv"))
        .hasMessageContaining("Write the folder in front of the first {{.");
    assertThatThrownBy(() -> TemplatedPath.of("in_{% if x %}{% endif %}", "../x"))
        .isInstanceOf(TaskFailedException.class);
  }

  @Test
  void whatTheAuthorWroteMayLeadAnywhere() {
    assertThat(TemplatedPath.of("/data/../x/a.csv", "/data/../x/a.csv"))
        .isEqualTo(Path.of("/x/a.csv"));
    assertThat(TemplatedPath.of("/data/../x/{{ ds }}.csv", "/data/../x/d.csv"))
        .isEqualTo(Path.of("/x/d.csv"));
  }
}
