package io.orchestrator.operators.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.operator.OperatorProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same as Python's fnmatch says, which Airflow asks. */
class KeyPatternTest {
  @ParameterizedTest
  @CsvSource({
    "in/*.csv, in/a.csv, true",
    "in/*.csv, in/a/b.csv, true",
    "in/*.csv, in/.csv, true",
    "in/*.csv, in/a.csv.gz, false",
    "in/*.csv, out/in/a.csv, false",
    "a?c, abc, true",
    "a?c, ac, false",
    "[ab]c, bc, true",
    "[a-c]x, bx, true",
    "[!a-c]x, bx, false",
    "[!a-c]x, dx, true",
    "[]]x, ]x, true",
    "[!]]x, ]x, false",
    "[ab, [ab, true",
    "[^a]x, ^x, true",
    "[a&&b]x, &x, true",
    "[\\d]x, 1x, false",
    "a.c, abc, false",
    "a+(b), a+(b), true"
  })
  void aKeyFits(String pattern, String key, boolean fits) {
    assertThat(new KeyPattern(pattern).fits(key)).isEqualTo(fits);
  }

  @Test
  void onlyWhatBeginsLikeThePatternIsListed() {
    assertThat(new KeyPattern("in/2024-*/x?.csv").prefix()).isEqualTo("in/2024-");
    assertThat(new KeyPattern("in/a.csv").prefix()).isEqualTo("in/a.csv");
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3://b/in/*.csv", "s3://b/{{ ds }}/?.csv", "s3://b/[ab].csv"})
  void aWildcardThatNobodyDecidedOnIsRefusedWhenTheFileIsLoaded(String address) {
    S3KeySensor sensor = S3KeySensor.of(address);

    assertThat(sensor.problems())
        .extracting(OperatorProblem::message)
        .containsExactly("S3KeySensor waits for the key \"" + address + "\", which has a wildcard");
    assertThat(sensor.wildcardMatch().problems()).isEmpty();
    assertThat(sensor.wildcardMatch(false).connection("other").problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3://b/in/a.csv", "s3://b/{{ params.list[0] }}/{{ 2 * 3 }}.csv"})
  void anExpressionIsNoWildcard(String address) {
    assertThat(S3KeySensor.of(address).problems()).isEmpty();
  }
}
