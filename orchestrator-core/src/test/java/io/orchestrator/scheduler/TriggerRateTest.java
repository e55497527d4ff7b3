package io.orchestrator.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Limits on what one person may trigger. */
class TriggerRateTest {
  private static final int MOST = 1_000;
  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final TriggerRate rate = new TriggerRate(60, clock);

  private int taken(String user) {
    int taken = 0;
    while (taken < MOST && rate.take(user).isEmpty()) {
      taken++;
    }
    return taken;
  }

  @Test
  void aWholeMinutesTriggersAreThereAtOnceAndThenOneByOne() {
    assertThat(taken("anna")).isEqualTo(60);
    assertThat(rate.take("anna")).contains(Duration.ofSeconds(1));
    clock.advance(Duration.ofSeconds(1));
    assertThat(taken("anna")).isEqualTo(1);
    clock.advance(Duration.ofSeconds(30));
    assertThat(taken("anna")).isEqualTo(30);
    clock.advance(Duration.ofHours(1));
    assertThat(taken("anna")).as("no more than a minute's are saved up").isEqualTo(60);
  }

  @Test
  void onePersonTakesNothingFromAnother() {
    taken("anna");
    assertThat(taken("bert")).isEqualTo(60);
  }

  @Test
  void withoutALimitNobodyWaits() {
    TriggerRate none = new TriggerRate(0, clock);
    for (int i = 0; i < 10_000; i++) {
      assertThat(none.take("anna")).isEqualTo(Optional.empty());
    }
  }

  @Test
  void theWaitIsSaidInWholeSeconds() {
    assertThat(TriggerRate.seconds(Duration.ofMillis(1))).isEqualTo(1);
    assertThat(TriggerRate.seconds(Duration.ofMillis(1_001))).isEqualTo(2);
    assertThat(rate.refusal(Duration.ofSeconds(2))).contains("more than 60 runs", "in 2 s.");
  }
}
