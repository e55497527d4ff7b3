package io.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The plan of the house (docs/explanation/architecture.md) as tests. Each rule is held against the
 * product, where it must hold, and against {@code io.orchestrator.violations}, where it must not.
 */
class ArchitectureTest {
  private static final String PRODUCT = "io.orchestrator";
  private static final String VIOLATIONS = "io.orchestrator.violations";

  /** Who reads the clock, makes chance or sleeps, and why it must. */
  private static final Map<String, String> TIME_AND_CHANCE =
      Map.of(
          "worker.process.ProcessSupervisor",
          "waits for processes to end between two looks at them",
          "worker.process.Tags",
          "marks the processes of one worker so that no two workers have one mark",
          "scheduler.SchedulerLoop",
          "drives threads: rests a second after the store failed",
          "testing.World",
          "keeps the idempotency keys of one test apart from those of the next",
          "worker.WorkerMain",
          "hands the worker's process its clock and its chance");

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(new ImportOption.DoNotIncludeJars())
          .importPackages(PRODUCT);
  private static final JavaClasses BAD = new ClassFileImporter().importPackages(VIOLATIONS);

  @TestFactory
  Stream<DynamicTest> theHouseKeepsItsRules() {
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
    System.out.print(house.plan(CoreRules.FLOORS));
    assertThat(CoreRules.FLOORS.stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(house.rooms(MAIN));
  }

  @Test
  void theProductIsReallyLookedAt() {
    assertThat(MAIN.size()).isGreaterThan(300);
    assertThat(MAIN.contain("io.orchestrator.run.RunPlanner")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jakarta.servlet.Servlet",
        "org.thymeleaf.TemplateEngine",
        "org.springframework.web.servlet.DispatcherServlet",
        "software.amazon.awssdk.core.SdkClient"
      })
  void theCoreHasNeitherWebNorAwsOnItsClassPath(String name) {
    assertThatThrownBy(() -> Class.forName(name)).isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void noExceptionIsKeptThatIsNotNeeded() {
    assertThat(new HouseRules(PRODUCT).needless(TIME_AND_CHANCE, MAIN)).isEmpty();
  }

  private static Map<String, Function<HouseRules, ArchRule>> rules() {
    return CoreRules.all(TIME_AND_CHANCE);
  }
}
