package io.orchestrator;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.lang.ArchRule;
import io.orchestrator.testkit.HouseRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The rules of orchestrator-core by name, for any root package. */
final class CoreRules {
  /**
   * The packages from the ground up. A package knows those on lower floors only, so that nothing
   * can lead back.
   */
  static final List<List<String>> FLOORS =
      List.of(
          List.of("timetable", "tasklog"),
          List.of("model"),
          List.of("administration"),
          List.of("connection"),
          List.of("run", "execution", "operator", "loader.protocol"),
          List.of("store", "template", "execution.http"),
          List.of("scheduler.memory"),
          List.of("scheduler", "loader", "dag"),
          List.of(
              "task",
              "code",
              "store.postgres",
              "store.jpa",
              "store.memory",
              "crypto.tink",
              "wakeup.quartz"),
          List.of("worker.log", "worker.process"),
          List.of("worker"),
          List.of("testing"));

  /** Where users' code is written, loaded and run. */
  private static final String[] USER_CODE = {
    "dag..", "operator..", "template..", "task..", "worker..", "code.."
  };

  /** What plans, keeps and tells states. */
  private static final String[] SERVER = {"scheduler..", "run..", "store..", "loader.."};

  private static final String[] DOMAIN = {
    "model..",
    "administration..",
    "timetable..",
    "operator..",
    "run..",
    "connection..",
    "tasklog..",
    "store"
  };

  private static final String[] APPLICATION = {
    "scheduler..", "execution..", "loader..", "dag..", "template..", "task..", "worker..", "code.."
  };

  /** Puts an engine together in memory, for tests: it may know everybody, nobody may know it. */
  private static final String[] HARNESS = {"testing.."};

  private static final String[] ADAPTERS = {
    "store.postgres..",
    "store.jpa..",
    "store.memory..",
    "crypto.tink..",
    "wakeup.quartz..",
    "metrics.."
  };
  private static final String[] DATABASE = {
    "java.sql..", "javax.sql..", "org.flywaydb..", "org.postgresql..", "com.zaxxer.."
  };
  private static final String[] JPA = {
    "jakarta.persistence..",
    "org.hibernate..",
    "org.springframework.data..",
    "org.springframework.orm..",
    "org.springframework.transaction..",
    "org.springframework.dao.."
  };

  private CoreRules() {}

  static Map<String, Function<HouseRules, ArchRule>> all(Map<String, String> timeExceptions) {
    Map<String, Function<HouseRules, ArchRule>> rules = new LinkedHashMap<>();
    rules.put("every class has a ring", CoreRules::everyClassHasARing);
    rules.put("the domain knows nobody outside it", h -> blind(h, DOMAIN, APPLICATION, ADAPTERS));
    rules.put("the application knows no adapter", h -> blind(h, APPLICATION, ADAPTERS));
    rules.put("every arrow leads down", h -> h.everyArrowLeadsDown(FLOORS));
    rules.put("the server never touches users' code", h -> blind(h, SERVER, USER_CODE));
    rules.put("the model knows timetables only", CoreRules::theModelKnowsTimetablesOnly);
    rules.put("who runs users' code knows no store", CoreRules::userCodeKnowsNoStore);
    rules.put("nobody knows the test kit", h -> h.onlyIn(h.packages(HARNESS), h.packages(HARNESS)));
    rules.put("adapters do not know each other", h -> h.areStrangers(ADAPTERS));
    rules.put("packages have no cycles", HouseRules::packagesHaveNoCycles);
    rules.put("Quartz only rings", h -> h.onlyIn(h.trees("wakeup.quartz"), "org.quartz.."));
    rules.put("one adapter knows SQL", h -> h.onlyIn(h.trees("store.postgres"), DATABASE));
    rules.put("one adapter knows JPA", h -> h.onlyIn(h.trees("store.jpa"), JPA));
    rules.put(
        "Spring wires the adapters of the database only",
        h -> h.onlyIn(h.trees("store.postgres", "store.jpa"), "org.springframework.."));
    rules.put(
        "one adapter knows Tink", h -> h.onlyIn(h.trees("crypto.tink"), "com.google.crypto.."));
    rules.put(
        "one package knows Jinjava", h -> h.onlyIn(h.trees("template"), "com.hubspot.jinjava.."));
    rules.put("one package knows JGraphT", h -> h.onlyIn(h.trees("model"), "org.jgrapht.."));
    rules.put("time and chance are handed in", h -> h.timeAndChanceAreHandedIn(timeExceptions));
    rules.put("tasks change by transitions only", h -> changesByTransitions(h, "TaskInstance"));
    rules.put("runs change by transitions only", h -> changesByTransitions(h, "DagRun"));
    rules.put("transitions of tasks ask the table", h -> asksTheTable("Task"));
    rules.put("transitions of runs ask the table", h -> asksTheTable("Run"));
    rules.put("packages are null-marked", HouseRules::packagesAreNullMarked);
    rules.put("names say what a thing is", HouseRules::namesSayWhatAThingIs);
    rules.put("Abstract is abstract", HouseRules::abstractClassesAreAbstract);
    return rules;
  }

  private static ArchRule everyClassHasARing(HouseRules house) {
    return house.everyClassHasARoom(house.packages(join(DOMAIN, APPLICATION, ADAPTERS, HARNESS)));
  }

  /** Classes of the first ring do not use those of the others. */
  private static ArchRule blind(HouseRules house, String[] ring, String[]... others) {
    return noClasses()
        .that()
        .resideInAnyPackage(house.packages(ring))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(house.packages(join(others)));
  }

  private static ArchRule theModelKnowsTimetablesOnly(HouseRules house) {
    return noClasses()
        .that()
        .resideInAnyPackage(house.trees("model"))
        .should()
        .dependOnClassesThat(house.outside("model", "timetable"));
  }

  /** A worker has no database, and its half of the loader none either. */
  private static ArchRule userCodeKnowsNoStore(HouseRules house) {
    return noClasses()
        .that()
        .resideInAnyPackage(house.packages(USER_CODE))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(house.packages("store..", "scheduler..", "run..", "loader"));
  }

  /** A row with another state is made by a transition; stores only read rows back. */
  private static ArchRule changesByTransitions(HouseRules house, String row) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(
            house.trees("run", "store.postgres", "store.memory", "scheduler.memory"))
        .should()
        .callCodeUnitWhere(makes(row));
  }

  private static ArchRule asksTheTable(String what) {
    return classes()
        .that()
        .haveSimpleName(what + "Transition")
        .should()
        .callCodeUnitWhere(
            target(owner(nameMatching(".*\\.run\\." + what + "Lifecycle")))
                .and(target(nameMatching("require"))));
  }

  /** A row is made new, or as one that exists with something else in it. */
  private static DescribedPredicate<JavaCall<?>> makes(String row) {
    return target(owner(nameMatching(".*\\.run\\." + row)))
        .and(target(nameMatching("<init>|queued|with[A-Z].*")));
  }

  private static String[] join(String[]... groups) {
    return Stream.of(groups).flatMap(Stream::of).toArray(String[]::new);
  }
}
