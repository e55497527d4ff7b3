package io.orchestrator.web.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.web.bench.installation.Marks.Mark;
import io.orchestrator.web.bench.installation.Spent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChainTest {
  private static final long MS = 1_000_000;

  @Test
  void gapsAreBetweenTheEndOfABodyAndTheBeginOfTheNext() {
    Chain.Walk walk =
        Chain.Walk.of(
            100 * MS,
            List.of(
                new Mark("c", 1, 120 * MS, 121 * MS),
                new Mark("c", 0, 110 * MS, 112 * MS),
                new Mark("c", 2, 124 * MS, 130 * MS)));
    assertThat(walk.gapsMs()).containsExactly(8.0, 3.0);
    assertThat(walk.firstMs()).isEqualTo(10);
    assertThat(walk.wallMs()).isEqualTo(30);
  }

  @Test
  void costIsToldAsAWholeOnlyWhenAllPartsAreKnown() {
    Spent all = new Spent(Map.of("server", 1.0, "workers", 2.0, "database", 3.0), 5_000);
    assertThat(Rate.cost(all, 1_000))
        .containsEntry("cpu_ms_a_task", 6.0)
        .containsEntry("workers_cpu_ms_a_task", 2.0)
        .containsEntry("wal_bytes_a_task", 5.0);
    Spent some = new Spent(Map.of("server", 1.0, "workers", 2.0), 5_000);
    assertThat(Rate.cost(some, 1_000))
        .containsOnlyKeys("server_cpu_ms_a_task", "workers_cpu_ms_a_task", "wal_bytes_a_task");
  }

  @Test
  void allStandsForEveryScenarioAndNoneCountsTwice() {
    ScenarioOptions options = new ScenarioOptions(1, 2, 1, 1, 3, 1, 1, 1, () -> Instant.EPOCH);
    assertThat(Scenarios.of(List.of("rate", "all", "rate"), options))
        .extracting(Scenario::name)
        .containsExactlyInAnyOrderElementsOf(Scenarios.names());
  }
}
