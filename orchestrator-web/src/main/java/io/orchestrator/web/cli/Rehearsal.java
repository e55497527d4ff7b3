package io.orchestrator.web.cli;

import io.orchestrator.loader.SharedClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What people do first, done once in a standalone of its own: a DAG is loaded and runs, and REST is
 * read. The classes that this loads are those of the launcher's archive. No page is read: on Java
 * 17 a JVM that has shown one breaks off while it writes the archive.
 */
final class Rehearsal {
  private static final String DAG = "rehearsal";
  private static final int RUNS = 3;

  /** The file is loaded beside the start. */
  private static final int LOOKS = 60;

  static final String SOURCE =
      """
      import io.orchestrator.dag.*;
      import io.orchestrator.operators.standard.BashOperator;
      import io.orchestrator.timetable.Schedule;

      public class Rehearsal implements DagDefinition {
        public Dag define() {
          return Dag.define("rehearsal", d -> {
            d.schedule(Schedule.manual()).pausedAtCreation(false);
            TaskRef<Void> first = d.action("first", c -> c.log("run {}", c.runId()));
            TaskRef<Void> second = d.action("second", c -> System.out.println("printed"));
            first.then(second);
            second.then(d.task("third", BashOperator.of("true")));
          });
        }
      }
      """;

  private final ApiClient api;

  Rehearsal(ApiClient api) {
    this.api = api;
  }

  /** Puts the DAG that is run into a folder of DAGs. */
  static void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("Rehearsal.java"), SOURCE);
  }

  /**
   * Runs it all.
   *
   * @throws CommandFailure when the DAG does not run
   */
  void run() throws IOException, InterruptedException {
    awaitDag();
    List<String> runs = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      String run =
          api.post("/api/v2/dags/" + DAG + "/dagRuns", body()).path("dag_run_id").asString();
      String state = new RunWatch(api, DAG, run).awaitEnd(line -> {}).path("state").asString();
      if (!state.equals("success")) {
        throw new CommandFailure("The run " + run + " of " + DAG + " ended in " + state + ".", "");
      }
      runs.add(ApiClient.part(run));
    }
    readRest(runs.get(0));
    SharedClasses.loadListed();
  }

  private static Map<String, ?> body() {
    // Without a date: there may be many such runs.
    return Collections.singletonMap("logical_date", null);
  }

  private void awaitDag() throws InterruptedException {
    for (int i = 0; i < LOOKS; i++) {
      if (!api.list("/api/v2/dags", "dags", 1).isEmpty()) {
        return;
      }
      RunWatch.rest();
    }
    throw new CommandFailure("The DAG " + DAG + " was not loaded.", "");
  }

  private void readRest(String run) {
    String path = "/api/v2/dags/" + DAG + "/dagRuns/" + run;
    api.list(path + "/taskInstances", "task_instances", 9);
    api.get(path + "/taskInstances/first/logs/1");
  }
}
