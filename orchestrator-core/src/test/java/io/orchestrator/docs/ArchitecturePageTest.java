package io.orchestrator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.testkit.ProjectFiles;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/explanation/architecture.md shows the packages there are, and leads through no others. */
class ArchitecturePageTest {
  private static final String ROOT = "/src/main/java/io/orchestrator/";
  private static final Pattern CODE = Pattern.compile("`([a-z][a-z0-9.]*)`");
  private static final Pattern STEP = Pattern.compile("(?m)^\\d+\\. `([^`]+)`: ");
  private static final Pattern TRIP = Pattern.compile("(?m)^### ");

  @Test
  void theMapHasEveryRoomAndNoOther() {
    assertThat(rooms().toList()).hasSizeGreaterThan(40).doesNotHaveDuplicates();
    assertThat(new TreeSet<>(rooms().toList())).isEqualTo(packages());
  }

  @Test
  void theTripsLeadThroughRoomsThatExist() {
    List<String> trips = TRIP.splitAsStream(section("## Five trips")).skip(1).toList();
    assertThat(trips).hasSize(5).allSatisfy(trip -> assertThat(steps(trip)).hasSizeGreaterThan(5));
    assertThat(trips).allSatisfy(trip -> assertThat(packages()).containsAll(steps(trip)));
  }

  private static List<String> steps(String trip) {
    return STEP.matcher(trip).results().map(step -> step.group(1)).toList();
  }

  /** What the tables' middle column names. */
  private static Stream<String> rooms() {
    return section("## Rooms")
        .lines()
        .filter(line -> line.startsWith("| ") && line.contains("`"))
        .map(line -> line.split("\\|", -1)[2])
        .flatMap(cell -> CODE.matcher(cell).results())
        .map(room -> room.group(1));
  }

  private static String section(String heading) {
    String page = ProjectFiles.read("docs/explanation/architecture.md");
    return Arrays.stream(page.split("(?m)^(?=## )"))
        .filter(part -> part.startsWith(heading + "\n"))
        .findFirst()
        .orElseThrow();
  }

  private static Set<String> packages() {
    return ProjectFiles.sources(ROOT, "/package-info.java").stream()
        .map(Path::getParent)
        .map(Path::toString)
        .map(folder -> folder.substring(folder.indexOf(ROOT) + ROOT.length()).replace('/', '.'))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
