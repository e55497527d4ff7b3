package io.orchestrator.web.bench.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void theMedianOfAnOddNumberIsTheOneInTheMiddle() {
    Spread spread = new Spread(List.of(9.0, 1.0, 2.0));
    assertThat(spread.median()).isEqualTo(2);
    assertThat(spread.least()).isEqualTo(1);
    assertThat(spread.most()).isEqualTo(9);
  }

  @Test
  void theMedianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
    assertThat(new Spread(List.of(4.0, 1.0, 2.0, 9.0)).median()).isEqualTo(3);
  }

  @Test
  void nothingHasNoSpread() {
    assertThatThrownBy(() -> new Spread(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void peopleReadThreeDigitsAndTheSpreadOfSeveral() {
    assertThat(new Spread(List.of(1_234.5)).text()).isEqualTo("1,235");
    assertThat(new Spread(List.of(12.34, 1.234, 0.1234)).text()).isEqualTo("1.23 (0.123 – 12.3)");
  }

  @Test
  void percentilesAreValuesThatWereMeasured() {
    List<Double> values = List.of(5.0, 1.0, 4.0, 2.0, 3.0);
    assertThat(Figures.percentile(values, 50)).isEqualTo(3);
    assertThat(Figures.percentile(values, 99)).isEqualTo(5);
    assertThat(Figures.percentile(List.of(), 99)).isZero();
  }
}
