package io.orchestrator.web.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeartbeatsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void aHeartbeatIsLateByWhatItCameAfterItsTime() {
    List<Instant> moments =
        List.of(START, START.plusMillis(2_000), START.plusMillis(4_300), START.plusMillis(6_000));
    assertThat(Heartbeats.delaysMs(moments, Duration.ofSeconds(2)))
        .containsExactly(0.0, 300.0, 0.0);
  }

  @Test
  void theFirstOneIsNeverLate() {
    assertThat(Heartbeats.delaysMs(List.of(START), Duration.ofSeconds(2))).isEmpty();
  }
}
