package io.orchestrator.web;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.PackageMatchers;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.orchestrator.store.Queries;
import io.orchestrator.store.Store;
import io.orchestrator.testkit.HouseRules;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Controller;

/** The rules of orchestrator-web by name, for any root package. */
final class WebRules {
  /**
   * The packages from the ground up; the empty name is the program's entry. A package knows those
   * on lower floors only, so that nothing can lead back.
   */
  static final List<List<String>> FLOORS =
      List.of(
          List.of("config"),
          List.of(
              "administration", "reading", "refusal", "health", "execution", "api.body", "ui.text"),
          List.of("security", "server", "api", "ui.svg"),
          List.of("standalone", "ui.parts", "bench.figures"),
          List.of("bench.installation", "bench.chaos", "ui.shell"),
          List.of("bench.scenario"),
          List.of("bench"),
          List.of(
              "cli",
              "ui.now",
              "ui.dags",
              "ui.dag",
              "ui.runs",
              "ui.run",
              "ui.task",
              "ui.trigger",
              "ui.admin",
              "ui.error"),
          List.of(""));

  /** Rooms of one page or a few that belong together: controller, reader and view records. */
  private static final String[] PAGES = {
    "ui.now..",
    "ui.dags..",
    "ui.dag..",
    "ui.runs..",
    "ui.run..",
    "ui.task..",
    "ui.trigger..",
    "ui.admin..",
    "ui.error.."
  };

  /** Everything of the core: none of it may leave through a controller. */
  private static final PackageMatchers CORE =
      PackageMatchers.of(
          "io.orchestrator.model..",
          "io.orchestrator.dag..",
          "io.orchestrator.timetable..",
          "io.orchestrator.operator..",
          "io.orchestrator.run..",
          "io.orchestrator.administration..",
          "io.orchestrator.connection..",
          "io.orchestrator.tasklog..",
          "io.orchestrator.store..",
          "io.orchestrator.scheduler..",
          "io.orchestrator.loader..");

  /** Where users' code is written, loaded and run. */
  private static final String[] USER_CODE = {
    "io.orchestrator.dag..",
    "io.orchestrator.operator..",
    "io.orchestrator.template..",
    "io.orchestrator.task..",
    "io.orchestrator.worker..",
    "io.orchestrator.code.."
  };

  private WebRules() {}

  static Map<String, Function<HouseRules, ArchRule>> all(Map<String, String> timeExceptions) {
    Map<String, Function<HouseRules, ArchRule>> rules = new LinkedHashMap<>();
    rules.put("packages have no cycles", HouseRules::packagesHaveNoCycles);
    rules.put("every arrow leads down", h -> h.everyArrowLeadsDown(FLOORS));
    rules.put("a page knows no other page", h -> h.areStrangers(PAGES));
    rules.put("pages do not know the API", WebRules::pagesDoNotKnowTheApi);
    rules.put("the server never touches users' code", WebRules::theServerNeverTouchesUserCode);
    rules.put("pages read one moment", WebRules::pagesReadOneMoment);
    rules.put("controllers return bodies and views only", WebRules::controllersReturnBodies);
    rules.put("controllers do not know where rows are", WebRules::controllersKnowPortsOnly);
    rules.put(
        "no SQL in the application",
        h ->
            h.onlyIn(
                h.trees("standalone", "server", "bench"),
                "java.sql..",
                "javax.sql..",
                "org.springframework.jdbc.."));
    rules.put(
        "no JPA in the application",
        h ->
            h.onlyIn(
                h.trees("none"),
                "jakarta.persistence..",
                "org.hibernate..",
                "org.springframework.data.."));
    rules.put("no Quartz in the application", h -> h.onlyIn(h.trees("none"), "org.quartz.."));
    rules.put("no AWS in the application", h -> h.onlyIn(h.trees("none"), "software.amazon.."));
    rules.put("time and chance are handed in", h -> h.timeAndChanceAreHandedIn(timeExceptions));
    rules.put("packages are null-marked", HouseRules::packagesAreNullMarked);
    rules.put("names say what a thing is", HouseRules::namesSayWhatAThingIs);
    rules.put("Abstract is abstract", HouseRules::abstractClassesAreAbstract);
    return rules;
  }

  private static ArchRule pagesDoNotKnowTheApi(HouseRules house) {
    return noClasses()
        .that()
        .resideInAnyPackage(house.trees("ui"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(house.trees("api"));
  }

  /** Who keeps a way to the store could read the parts of a page at different moments. */
  private static ArchRule pagesReadOneMoment(HouseRules house) {
    return noFields()
        .that()
        .areDeclaredInClassesThat()
        .resideInAnyPackage(house.trees("ui"))
        .should()
        .haveRawType(Queries.class)
        .orShould()
        .haveRawType(Store.class);
  }

  private static ArchRule theServerNeverTouchesUserCode(HouseRules house) {
    return noClasses()
        .that()
        .resideInAnyPackage(
            house.trees(
                "api",
                "ui",
                "execution",
                "server",
                "reading",
                "administration",
                "security",
                "config",
                "health"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(USER_CODE);
  }

  private static ArchRule controllersKnowPortsOnly(HouseRules house) {
    return noClasses()
        .that()
        .resideInAnyPackage(house.trees("ui", "api", "security"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.orchestrator.store.postgres..",
            "io.orchestrator.store.jpa..",
            "io.orchestrator.store.memory..",
            "io.orchestrator.crypto..",
            "io.orchestrator.wakeup..");
  }

  private static ArchRule controllersReturnBodies(HouseRules house) {
    return classes()
        .that(areControllers())
        .should(
            new ArchCondition<>("return nothing of the core") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                type.getMethods().stream()
                    .filter(m -> !m.getModifiers().contains(JavaModifier.PRIVATE))
                    .forEach(method -> checkResult(method, events));
              }
            });
  }

  private static DescribedPredicate<JavaClass> areControllers() {
    return new DescribedPredicate<>("are controllers") {
      @Override
      public boolean test(JavaClass type) {
        return type.isMetaAnnotatedWith(Controller.class) || type.isAnnotatedWith(Controller.class);
      }
    };
  }

  private static void checkResult(JavaMethod method, ConditionEvents events) {
    for (JavaClass leaving : reachable(method.getReturnType())) {
      if (CORE.test(leaving.getPackageName())) {
        events.add(
            SimpleConditionEvent.violated(
                method, method.getFullName() + " lets " + leaving.getName() + " out"));
      }
    }
  }

  /** The types in a result and in the fields of its bodies. */
  private static Set<JavaClass> reachable(JavaType result) {
    Set<JavaClass> seen = new HashSet<>();
    collect(result, seen);
    return seen;
  }

  private static void collect(JavaType type, Set<JavaClass> seen) {
    for (JavaClass raw : type.getAllInvolvedRawTypes()) {
      if (seen.add(raw) && raw.getPackageName().startsWith("io.orchestrator")) {
        raw.getFields().stream()
            .filter(f -> !f.getModifiers().contains(JavaModifier.STATIC))
            .forEach(f -> collect(f.getType(), seen));
      }
    }
  }
}
