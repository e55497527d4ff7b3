package io.orchestrator.web;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.orchestrator.testkit.HouseRules;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The plan of the house as tests, for the application. Each rule is held against the product, where
 * it must hold, and against {@code io.orchestrator.violations.web}, where it must not.
 */
class ArchitectureTest {
  private static final String PRODUCT = "io.orchestrator.web";
  private static final String VIOLATIONS = "io.orchestrator.violations.web";

  /** Who reads the clock, makes chance or sleeps, and why it must. */
  private static final Map<String, String> TIME_AND_CHANCE =
      Map.ofEntries(
          entry("OrchestratorMain", "hands the commands their clock"),
          entry("server.EngineConfiguration", "hands the engine its source of claim tokens"),
          entry("server.Node", "names this process so that no two nodes have one name"),
          entry("server.ClockConfiguration", "the one place that makes the application's clock"),
          entry(
              "server.DatabaseConfiguration",
              "rests before a database that is away is asked again"),
          entry("bench.BenchRuns", "rests between two looks at runs it waits for"),
          entry("bench.installation.Await", "rests between two looks at what it waits for"),
          entry("bench.scenario.Rounds", "rests until what follows the last task is done"),
          entry("bench.scenario.Trigger", "rests between two triggers"),
          entry("bench.scenario.Storm", "rests until many DAGs are due"),
          entry("bench.scenario.Idle", "looks at what is done while it rests"),
          entry("bench.chaos.Waiting", "rests between two looks at what it waits for"),
          entry("bench.chaos.Kills", "rests between kills while work flows again"),
          entry("bench.chaos.RateLoad", "rests between triggers that a dead server did not answer"),
          entry("bench.chaos.Faults", "rests between faults that a printed seed draws"),
          entry("bench.chaos.Load", "rests between triggers that a printed seed draws"),
          entry("bench.chaos.TaskOrders", "rests between orders that a printed seed draws"),
          entry("bench.chaos.Line", "holds what is on it for a while"),
          entry("bench.chaos.Echo", "repeats what a printed seed draws"),
          entry("cli.RunWatch", "rests between two looks at a run"),
          entry("ui.error.UiErrors", "gives an error page a number that the log has too"),
          entry("security.OneTimeLogins", "login tokens must not be guessable"),
          entry("standalone.SecretFile", "secrets must not be guessable"),
          entry("standalone.SupervisedProcess", "rests before it starts a child again"),
          entry("standalone.LocalPostgres", "rests before it tries a busy data folder again"));

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(new ImportOption.DoNotIncludeJars())
          .importPackages(PRODUCT);
  private static final JavaClasses BAD = new ClassFileImporter().importPackages(VIOLATIONS);

  @TestFactory
  Stream<DynamicTest> theApplicationKeepsItsRules() {
    return rules().entrySet().stream()
        .map(
            e ->
                dynamicTest(
                    e.getKey(), () -> e.getValue().apply(new HouseRules(PRODUCT)).check(MAIN)));
  }

  @TestFactory
  Stream<DynamicTest> everyRuleFindsItsViolation() {
    return rules().entrySet().stream()
        .map(
            e ->
                dynamicTest(
                    e.getKey(),
                    () -> {
                      var result = e.getValue().apply(new HouseRules(VIOLATIONS)).evaluate(BAD);
                      assertThat(result.getFailureReport().getDetails())
                          .as("violations of the rule that %s", e.getKey())
                          .isNotEmpty();
                    }));
  }

  /** Prints the floors, so that a build's report shows the house as it stands. */
  @Test
  void everyPackageHasAFloor() {
    HouseRules house = new HouseRules(PRODUCT);
    System.out.print(house.plan(WebRules.FLOORS));
    assertThat(WebRules.FLOORS.stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(house.rooms(MAIN));
  }

  @Test
  void theApplicationIsReallyLookedAt() {
    assertThat(MAIN.size()).isGreaterThan(200);
    assertThat(MAIN.contain("io.orchestrator.web.api.DagController")).isTrue();
  }

  @Test
  void noExceptionIsKeptThatIsNotNeeded() {
    assertThat(new HouseRules(PRODUCT).needless(TIME_AND_CHANCE, MAIN)).isEmpty();
  }

  private static Map<String, Function<HouseRules, ArchRule>> rules() {
    return WebRules.all(TIME_AND_CHANCE);
  }
}
