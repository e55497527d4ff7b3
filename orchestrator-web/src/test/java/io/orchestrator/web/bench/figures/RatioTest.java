package io.orchestrator.web.bench.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RatioTest {
  @Test
  void theRatioIsThatOfTheMediansAndItsSpreadThatOfNeighbouringTurns() {
    Spread ours = new Spread(List.of(1.0, 2.0, 3.0));
    Spread other = new Spread(List.of(4.0, 4.0, 12.0));
    assertThat(Ratio.of(ours, other)).contains(new Ratio(0.5, 0.25, 0.5));
  }

  @Test
  void turnsWithoutANeighbourCountForTheMedianOnly() {
    Spread ours = new Spread(List.of(2.0, 8.0, 2.0));
    assertThat(Ratio.of(ours, new Spread(List.of(2.0)))).contains(new Ratio(1, 1, 1));
  }

  @Test
  void nothingIsComparedWithZero() {
    Spread one = new Spread(List.of(1.0, 1.0, 1.0));
    assertThat(Ratio.of(one, new Spread(List.of(0.0)))).isEmpty();
    assertThat(Ratio.of(one, new Spread(List.of(1.0, 0.0, 1.0)))).isEmpty();
  }
}
