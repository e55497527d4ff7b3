package io.orchestrator.web.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.orchestrator.code.LoadedCode;
import io.orchestrator.model.CodeKind;
import io.orchestrator.model.TaskModel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The files of the benchmark, loaded as the product loads them. */
class DagSourcesTest {
  private static List<TaskModel> tasks(String source) throws Exception {
    try (LoadedCode code = LoadedCode.load(CodeKind.JAVA_SOURCE, "BenchA.java", source)) {
      assertThat(code.dags()).containsOnlyKeys("a");
      return code.dags().values().iterator().next().model().tasks();
    }
  }

  @Test
  void aChainHasItsTasksInSequence() throws Exception {
    assertThat(tasks(DagSources.chain("BenchA", "a", 3)))
        .extracting(TaskModel::taskId, TaskModel::upstream)
        .containsExactlyInAnyOrder(
            tuple("t0", List.of()), tuple("t1", List.of("t0")), tuple("t2", List.of("t1")));
  }

  @Test
  void aFanHasTasksThatWaitForNobody() throws Exception {
    assertThat(tasks(DagSources.fan("BenchA", "a", 4)))
        .hasSize(4)
        .allSatisfy(task -> assertThat(task.upstream()).isEmpty());
  }

  @Test
  void aWideDagHasAsManyTasksInAllAsWereAskedFor() throws Exception {
    List<TaskModel> tasks = tasks(DagSources.wide("BenchA", "a", 5));
    assertThat(tasks).hasSize(5);
    assertThat(tasks)
        .filteredOn(task -> task.taskId().equals("last"))
        .singleElement()
        .satisfies(last -> assertThat(last.upstream()).hasSize(3));
  }

  @Test
  void eachSleeperHasItsWorker() throws Exception {
    assertThat(tasks(DagSources.sleepers("BenchA", "a", 2, 10)))
        .extracting(TaskModel::queue)
        .containsExactlyInAnyOrder("worker-1", "worker-2");
  }

  @Test
  void manyDagsAreInFilesOfSeveral() throws Exception {
    Map<String, String> files =
        DagSources.many(12, "Schedule.every(Duration.ofSeconds(30))", "2020-01-01", true);
    assertThat(files).containsOnlyKeys("BenchMany0", "BenchMany1");
    try (LoadedCode code =
        LoadedCode.load(
            CodeKind.JAVA_SOURCE, "BenchMany1.java", files.getOrDefault("BenchMany1", ""))) {
      assertThat(code.dags()).containsOnlyKeys("bench_many_10", "bench_many_11");
    }
  }
}
