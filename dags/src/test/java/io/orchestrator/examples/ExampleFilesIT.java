package io.orchestrator.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.code.InvalidCodeException;
import io.orchestrator.code.LoadedCode;
import io.orchestrator.dag.Dag;
import io.orchestrator.loader.DefinitionProcess;
import io.orchestrator.loader.protocol.LoadResult;
import io.orchestrator.model.CodeKind;
import io.orchestrator.model.TaskModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples are shipped as source files, each of which must stand alone. */
class ExampleFilesIT {
  private static final Path SOURCES = Path.of("src/main/java/io/orchestrator/examples");

  @ParameterizedTest
  @CsvSource({
    "TutorialDag.java, tutorial, print_date sleep templated",
    "EventsToAthenaDag.java, add_events_partition_to_athena, check_for_new_files update_partition",
    "FailsOnPurposeDag.java, fails_on_purpose, read_orders convert_to_eur report",
  })
  void aFileAloneDefinesItsDag(String file, String dagId, String tasks) throws Exception {
    try (LoadedCode code = load(SOURCES.resolve(file))) {
      assertThat(code.dags()).containsOnlyKeys(dagId);
      assertThat(ids(only(code))).containsExactly(tasks.split(" "));
    }
  }

  @Test
  void summariseIsTheOneLastTaskOfFlightsDaily() throws Exception {
    try (LoadedCode code = load(SOURCES.resolve("FlightsDailyDag.java"))) {
      List<TaskModel> tasks = only(code).model().tasks();
      assertThat(tasks)
          .filteredOn(task -> tasks.stream().noneMatch(t -> t.upstream().contains(task.taskId())))
          .extracting(TaskModel::taskId)
          .containsExactly("summarise");
    }
  }

  @Test
  void everyExampleHasADocAndADescriptionAndSaysWhetherItStartsPaused() throws Exception {
    try (var files = Files.list(SOURCES)) {
      for (Path file : files.filter(f -> f.toString().endsWith("Dag.java")).toList()) {
        try (LoadedCode code = load(file)) {
          for (Dag dag : code.dags().values()) {
            assertThat(dag.model().doc()).as(dag.model().dagId()).startsWith("###");
            assertThat(dag.model().description()).as(dag.model().dagId()).isNotBlank();
            assertThat(dag.model().pausedAtCreation()).as(dag.model().dagId()).isNotNull();
          }
        }
      }
    }
  }

  /** On a machine that is busy with other things, too. */
  @Test
  void noExampleIsCalledSlow() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    List<Thread> busy = new ArrayList<>();
    try (DefinitionProcess process = new DefinitionProcess();
        var files = Files.list(SOURCES)) {
      process.load(CodeKind.JAVA_SOURCE, "None.java", "class None {}");
      int processors = Runtime.getRuntime().availableProcessors();
      IntStream.range(0, processors).forEach(i -> busy.add(spinning(over)));
      for (Path file : files.filter(f -> f.toString().endsWith("Dag.java")).toList()) {
        LoadResult result =
            process.load(
                CodeKind.JAVA_SOURCE, file.getFileName().toString(), Files.readString(file));
        assertThat(result.dags()).as(file.toString()).isNotEmpty();
        assertThat(result.warnings()).as(file.toString()).isEmpty();
      }
    } finally {
      over.set(true);
      for (Thread thread : busy) {
        thread.join();
      }
    }
  }

  private static Thread spinning(AtomicBoolean over) {
    Thread thread =
        new Thread(
            () -> {
              while (!over.get()) {
                Thread.onSpinWait();
              }
            });
    thread.start();
    return thread;
  }

  private static LoadedCode load(Path file) throws IOException, InvalidCodeException {
    return LoadedCode.load(
        CodeKind.JAVA_SOURCE, file.getFileName().toString(), Files.readString(file));
  }

  private static Dag only(LoadedCode code) {
    return code.dags().values().iterator().next();
  }

  private static List<String> ids(Dag dag) {
    return dag.model().tasks().stream().map(TaskModel::taskId).toList();
  }
}
