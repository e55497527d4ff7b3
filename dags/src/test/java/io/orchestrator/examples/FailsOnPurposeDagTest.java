package io.orchestrator.examples;

import static io.orchestrator.testing.DagTestAssert.assertThat;
import static io.orchestrator.testing.DagTestAssert.because;

import io.orchestrator.testing.DagTester;
import org.junit.jupiter.api.Test;

class FailsOnPurposeDagTest {
  @Test
  void withoutTheRateBothTriesFailAndSayWhatToDo() {
    assertThat(DagTester.of(new FailsOnPurposeDag()).run())
        .failed()
        .task("convert_to_eur")
        .hadTries(2)
        .failed(because("Order 3 is in USD and no exchange rate is known"))
        .logged("Set the variable fails_on_purpose_rate")
        .task("report")
        .upstreamFailed()
        .neverRan();
  }

  @Test
  void withTheRateTheRunSucceeds() {
    assertThat(
            DagTester.of(new FailsOnPurposeDag()).variable("fails_on_purpose_rate", "1.09").run())
        .succeeded()
        .task("convert_to_eur")
        .returned(245.5)
        .task("report")
        .logged("All orders together: 245.5 EUR");
  }
}
