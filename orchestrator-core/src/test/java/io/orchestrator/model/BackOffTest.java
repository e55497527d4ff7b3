package io.orchestrator.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackOffTest {
  private final BackOff backOff = new BackOff(Duration.ofMillis(100), Duration.ofSeconds(5));

  @Test
  void pausesDoubleUpToTheLongest() {
    assertThat(IntStream.rangeClosed(1, 8).mapToObj(n -> backOff.after(n).toMillis()))
        .containsExactly(100L, 200L, 400L, 800L, 1_600L, 3_200L, 5_000L, 5_000L);
  }

  @Test
  void noNumberOfFailuresOverflows() {
    assertThat(backOff.after(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void theFirstPauseIsBoundedToo() {
    BackOff brief = new BackOff(Duration.ofSeconds(10), Duration.ofSeconds(1));
    assertThat(brief.after(1)).isEqualTo(Duration.ofSeconds(1));
  }
}
