package io.orchestrator.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Schedulers and workers in a world of faults, from one seed each: commits without an answer, lost
 * connections, dying workers, late and repeated reports, jumps of time. The audit log is judged.
 */
class SimulationTest {
  private static final int SEEDS = 60;

  @TestFactory
  Stream<DynamicTest> theInvariantsHoldWhateverFails() {
    return worlds(world -> world.faults(400));
  }

  @TestFactory
  Stream<DynamicTest> theyHoldWhilePeopleClearAndMark() {
    return worlds(world -> world.faultsAndOrders(400));
  }

  private static Stream<DynamicTest> worlds(Consumer<Simulation> troubles) {
    return IntStream.range(0, SEEDS)
        .mapToObj(
            seed ->
                DynamicTest.dynamicTest(
                    "seed " + seed,
                    () -> {
                      Simulation world = new Simulation(seed);
                      troubles.accept(world);
                      world.calm();
                      assertThat(world.violations()).isEmpty();
                    }));
  }

  @TestFactory
  Stream<DynamicTest> whatIsRememberedLeadsToTheSameAsWhatIsRead() {
    return IntStream.range(0, SEEDS)
        .mapToObj(
            seed ->
                DynamicTest.dynamicTest(
                    "seed " + seed,
                    () ->
                        assertThat(orders(seed, true))
                            .isEqualTo(orders(seed, false))
                            .hasSizeGreaterThan(100)));
  }

  private static List<String> orders(int seed, boolean remembering) {
    Simulation world = new Simulation(seed, remembering, true);
    world.orders(400);
    world.calm();
    return world.history();
  }

  @Test
  void aSeedAlwaysGivesTheSameHistory() {
    assertThat(history(11)).isEqualTo(history(11)).hasSizeGreaterThan(100);
  }

  @Test
  void theJudgeSeesABrokenLimit() {
    Simulation world = new Simulation(11);
    world.calm();
    assertThat(world.violations(Simulation.POOL - 1))
        .isNotEmpty()
        .allMatch(v -> v.contains("tasks in a pool of"));
  }

  private static List<String> history(int seed) {
    Simulation world = new Simulation(seed);
    world.faults(400);
    world.calm();
    return world.history();
  }
}
