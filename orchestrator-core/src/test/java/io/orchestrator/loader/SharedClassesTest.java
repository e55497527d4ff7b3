package io.orchestrator.loader;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedClassesTest {

  @Test
  void aJvmThatWasStartedWithoutAnArchiveHasNoneForOthers() {
    assertThat(SharedClasses.options("worker", null, null)).isEmpty();
  }

  @Test
  void othersUseTheSameArchiveAndSayNothingOfItOnStandardOutput() {
    assertThat(SharedClasses.options("worker", "/app/start.jsa", null))
        .contains("-XX:SharedArchiveFile=/app/start.jsa", "-Xlog:disable")
        .filteredOn(option -> option.startsWith("-Xlog:all"))
        .allMatch(option -> option.endsWith(":stderr"));
  }

  @Test
  void whileOneIsPreparedEveryJvmListsItsClassesInAFileOfItsOwn() {
    List<String> first = SharedClasses.options("loader", null, "/lists");
    List<String> second = SharedClasses.options("loader", null, "/lists");
    assertThat(first)
        .singleElement()
        .asString()
        .startsWith("-XX:DumpLoadedClassList=/lists/loader-")
        .endsWith(".classes");
    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void whatTheOthersHaveListedIsLoadedHereToo(@TempDir Path lists) throws Exception {
    Files.writeString(
        lists.resolve("worker-1.classes"),
        """
        # NOTE: Do not modify this file.
        java/lang/String id: 1
        io/orchestrator/model/DagCode
        @lambda-proxy io/orchestrator/model/DagCode run ()V
        io/orchestrator/mod""");
    Files.writeString(lists.resolve("other.txt"), "java/lang/Integer");
    assertThat(SharedClasses.loadListed(lists)).isEqualTo(2);
  }
}
