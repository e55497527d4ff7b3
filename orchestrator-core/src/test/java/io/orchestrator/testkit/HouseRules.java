package io.orchestrator.testkit;

import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.PackageMatchers;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the house that hold in every module, for the classes below one root package. Tests
 * hold them against a root of violations too, so that no rule can be empty.
 */
public final class HouseRules {
  private static final List<String> CLOCKS_AND_CHANCE =
      List.of(
          "java\\.time\\.\\w+\\.now\\((java\\.time\\.ZoneId)?\\)",
          "java\\.time\\.Clock\\.(system|tick).*",
          "java\\.time\\.InstantSource\\.system\\(.*",
          "java\\.lang\\.System\\.currentTimeMillis\\(\\)",
          "java\\.util\\.Date\\.<init>\\(\\)",
          "java\\.util\\.Calendar\\.getInstance\\(.*",
          "java\\.util\\.UUID\\.randomUUID\\(\\)",
          "java\\.lang\\.Math\\.random\\(\\)",
          "java\\.util\\.(Random|SplittableRandom)\\.<init>\\(.*",
          "java\\.security\\.SecureRandom\\.(<init>|getInstance\\w*)\\(.*",
          "java\\.util\\.concurrent\\.ThreadLocalRandom\\.current\\(\\)",
          "java\\.lang\\.Thread\\.sleep\\(.*",
          "java\\.util\\.concurrent\\.TimeUnit\\.sleep\\(.*",
          "java\\.util\\.concurrent\\.locks\\.LockSupport\\.park(Nanos|Until)\\(.*");
  private static final Pattern FORBIDDEN = Pattern.compile(String.join("|", CLOCKS_AND_CHANCE));
  private static final Pattern EMPTY_WORDS =
      Pattern.compile(".*(Utils?|Manager|Helper|Impl|DAO|Dao)");

  private final String root;

  /**
   * @param root package without a trailing dot
   */
  public HouseRules(String root) {
    this.root = root;
  }

  /**
   * Packages below the root, as ArchUnit identifiers: {@code packages("dag", "store.postgres")}.
   */
  public String[] packages(String... names) {
    return Arrays.stream(names).map(this::below).toArray(String[]::new);
  }

  private String below(String name) {
    return name.isEmpty() ? root : root + "." + name;
  }

  /** As {@link #packages}, with all packages below. */
  public String[] trees(String... names) {
    return Arrays.stream(names).map(name -> root + "." + name + "..").toArray(String[]::new);
  }

  public ArchRule packagesHaveNoCycles() {
    return slices()
        .matching(root + ".(**)")
        .should()
        .beFreeOfCycles()
        .as("packages of " + root + " have no cycles");
  }

  /**
   * Every dependency between two of the packages leads to a lower floor.
   *
   * @param floors packages below the root from the ground up, the root itself is the empty name;
   *     each class lives in one of them
   */
  public ArchRule everyArrowLeadsDown(List<List<String>> floors) {
    Map<String, Integer> heights = new HashMap<>();
    for (int floor = 0; floor < floors.size(); floor++) {
      for (String name : floors.get(floor)) {
        heights.put(below(name), floor);
      }
    }
    return classes()
        .should(
            new ArchCondition<>("know packages on lower floors only") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                Integer height = heights.get(type.getPackageName());
                type.getDirectDependenciesFromSelf().stream()
                    .filter(d -> rises(height, d.getTargetClass(), type, heights))
                    .forEach(d -> events.add(violated(type, d.getDescription())));
              }
            })
        .as("every arrow leads down");
  }

  private static boolean rises(
      @Nullable Integer height, JavaClass to, JavaClass from, Map<String, Integer> heights) {
    Integer other = heights.get(to.getPackageName());
    boolean within = to.getPackageName().equals(from.getPackageName());
    return other != null && !within && (height == null || height <= other);
  }

  /** The floors from the top down, a line each, to be printed in a build's report. */
  public String plan(List<List<String>> floors) {
    StringBuilder plan = new StringBuilder();
    for (int floor = floors.size(); floor > 0; floor--) {
      String names = String.join(", ", packages(floors.get(floor - 1).toArray(String[]::new)));
      plan.append("floor ").append(floor).append(": ").append(names).append('\n');
    }
    return plan.toString();
  }

  /** Packages of classes, named as the floors name them. */
  public Set<String> rooms(Iterable<JavaClass> classes) {
    Set<String> rooms = new TreeSet<>();
    classes.forEach(type -> rooms.add(type.getPackageName().substring(root.length())));
    return rooms.stream().map(r -> r.isEmpty() ? r : r.substring(1)).collect(Collectors.toSet());
  }

  /** None of the trees of packages knows another of them. */
  public ArchRule areStrangers(String... names) {
    return slices()
        .assignedFrom(new Strangers(this, List.of(names)))
        .should()
        .notDependOnEachOther();
  }

  /** One slice for each tree; all other classes are in none. */
  private record Strangers(HouseRules house, List<String> names) implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return names.stream()
          .filter(name -> PackageMatchers.of(house.packages(name)).test(type.getPackageName()))
          .findFirst()
          .map(SliceIdentifier::of)
          .orElse(SliceIdentifier.ignore());
    }

    @Override
    public String getDescription() {
      return String.join(", ", names);
    }
  }

  /** Classes below the root that live outside of the given trees. */
  public DescribedPredicate<JavaClass> outside(String... names) {
    PackageMatchers inside = PackageMatchers.of(trees(names));
    return new DescribedPredicate<>("live outside of " + Arrays.toString(names)) {
      @Override
      public boolean test(JavaClass type) {
        String home = type.getPackageName();
        return home.startsWith(root + ".") && !inside.test(home);
      }
    };
  }

  /** Only the given packages may use a library. */
  public ArchRule onlyIn(String[] homes, String... libraries) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(homes)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries)
        .as(Arrays.toString(libraries) + " only in " + Arrays.toString(homes));
  }

  /**
   * Nobody reads the clock, makes chance or sleeps but the exceptions.
   *
   * @param exceptions class below the root ({@code scheduler.SchedulerLoop}) to the reason
   */
  public ArchRule timeAndChanceAreHandedIn(Map<String, String> exceptions) {
    return classes()
        .that(notNamed(exceptions))
        .should(notCall(FORBIDDEN))
        .as(
            "time and chance are handed in (InstantSource, Supplier<UUID>); a class that must read"
                + " them itself is named in ArchitectureTest with its reason");
  }

  /** The exceptions that are no longer needed. */
  public List<String> needless(Map<String, String> exceptions, Iterable<JavaClass> classes) {
    Map<String, Boolean> used = new TreeMap<>();
    exceptions.keySet().forEach(name -> used.put(name, false));
    for (JavaClass type : classes) {
      if (used.containsKey(topLevel(type)) && !calls(type, FORBIDDEN).isEmpty()) {
        used.put(topLevel(type), true);
      }
    }
    return used.entrySet().stream().filter(e -> !e.getValue()).map(Map.Entry::getKey).toList();
  }

  public ArchRule namesSayWhatAThingIs() {
    return classes()
        .should(
            new ArchCondition<>("have a name that says what it is") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                if (EMPTY_WORDS.matcher(type.getSimpleName()).matches()) {
                  events.add(violated(type, type.getName() + " says nothing"));
                }
              }
            });
  }

  public ArchRule abstractClassesAreAbstract() {
    return classes()
        .that()
        .haveSimpleNameStartingWith("Abstract")
        .should()
        .haveModifier(JavaModifier.ABSTRACT)
        .allowEmptyShould(true)
        .as("classes called Abstract… are abstract");
  }

  public ArchRule packagesAreNullMarked() {
    return classes()
        .should(
            new ArchCondition<>("be in a package that is @NullMarked") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                boolean marked =
                    type.getPackage()
                        .tryGetPackageInfo()
                        .map(info -> info.isAnnotatedWith(NullMarked.class))
                        .orElse(false);
                if (!marked) {
                  events.add(
                      violated(type, "package " + type.getPackageName() + " is not @NullMarked"));
                }
              }
            });
  }

  /** Every class is in one of the rooms: a new package must be given a ring. */
  public ArchRule everyClassHasARoom(String... rooms) {
    return classes()
        .should()
        .resideInAnyPackage(rooms)
        .as("every class lives in " + Arrays.toString(rooms));
  }

  private DescribedPredicate<JavaClass> notNamed(Map<String, String> exceptions) {
    return new DescribedPredicate<>("are no exception") {
      @Override
      public boolean test(JavaClass type) {
        return !exceptions.containsKey(topLevel(type));
      }
    };
  }

  private static ArchCondition<JavaClass> notCall(Pattern targets) {
    return new ArchCondition<>("not call " + targets) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        calls(type, targets).forEach(call -> events.add(violated(type, call)));
      }
    };
  }

  private static List<String> calls(JavaClass type, Pattern targets) {
    return type.getCodeUnitAccessesFromSelf().stream()
        .filter(access -> targets.matcher(access.getTarget().getFullName()).matches())
        .map(access -> access.getDescription())
        .collect(Collectors.toList());
  }

  private String topLevel(JavaClass type) {
    String name = type.getName();
    int nested = name.indexOf('$');
    String outer = nested < 0 ? name : name.substring(0, nested);
    return outer.startsWith(root + ".") ? outer.substring(root.length() + 1) : outer;
  }
}
