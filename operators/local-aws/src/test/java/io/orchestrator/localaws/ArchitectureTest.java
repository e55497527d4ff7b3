package io.orchestrator.localaws;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.orchestrator.testkit.HouseRules;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rooms of the local Athena, from the ground up. The rules are proven in orchestrator-core. */
class ArchitectureTest {
  private static final List<List<String>> FLOORS =
      List.of(
          List.of("athena.error"),
          List.of("athena.catalog"),
          List.of("athena.ddl", "athena.sql.functions"),
          List.of("athena.sql.writer"),
          List.of("athena.sql.tables"),
          List.of("athena.sql.engine"),
          List.of("athena.execution"),
          List.of("athena"));

  private final HouseRules house = new HouseRules("io.orchestrator.localaws");
  private final JavaClasses main =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.orchestrator.localaws.athena");

  @Test
  void everyArrowLeadsDown() {
    assertThat(main.contain("io.orchestrator.localaws.athena.sql.engine.SqlEngine")).isTrue();
    house.everyArrowLeadsDown(FLOORS).check(main);
  }

  @Test
  void packagesHaveNoCycles() {
    house.packagesHaveNoCycles().check(main);
  }

  @Test
  void packagesAreNullMarked() {
    house.packagesAreNullMarked().check(main);
  }

  @Test
  void onlyTheEngineAndItsFunctionsKnowDuckDb() {
    house
        .onlyIn(house.packages("athena.sql.engine", "athena.sql.functions"), "org.duckdb..")
        .check(main);
  }
}
