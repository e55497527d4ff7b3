package io.orchestrator.web.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of the worker, and of everything, in the middle of work. */
class CrashIT {
  private static final Map<String, String> SHORT_LEASE =
      Map.of("ORCHESTRATOR__EXECUTION__LEASE", "6s");
  private static final Duration LONG = Duration.ofSeconds(90);

  /** A first try that leaves a daemon behind and hangs; a second one that succeeds. */
  private static final String HANGS_ONCE =
      """
      import io.orchestrator.dag.*;
      import io.orchestrator.operators.standard.BashOperator;
      import java.time.Duration;

      public class HangsOnce implements DagDefinition {
        public Dag define() {
          return Dag.define("hangs_once", d -> {
            d.pausedAtCreation(false);
            d.task("hang", BashOperator.of(
                \"""
                echo before the crash
                if [ {{ ti.try_number }} = 1 ]; then
                  setsid nohup sleep 86399 >/dev/null 2>&1 &
                  sleep 86398
                fi
                echo after the crash
                \""")).retries(1).retryDelay(Duration.ofSeconds(1));
          });
        }
      }
      """;

  private static final String DAILY =
      """
      import io.orchestrator.dag.*;
      import io.orchestrator.timetable.Schedule;
      import java.time.Duration;

      public class Daily implements DagDefinition {
        public Dag define() {
          return Dag.define("daily", d -> {
            d.schedule(Schedule.daily()).start("2001-01-01").end("2001-02-09").catchup(true);
            d.maxActiveRuns(3).pausedAtCreation(false);
            // As in Airflow, a try whose worker died counts: without retries its run would fail.
            d.defaults(t -> t.retries(2).retryDelay(Duration.ofMillis(100)));
            d.task("first", c -> 1L).then(d.action("second", c -> c.log("done")));
          });
        }
      }
      """;

  private final Path home;

  CrashIT(@TempDir Path home) throws IOException {
    this.home = home;
    Files.createDirectories(home.resolve("dags"));
  }

  @Test
  void aKilledWorkerLeavesNoProcessKeepsItsLogAndTheNextTrySucceeds() throws IOException {
    Files.writeString(home.resolve("dags").resolve("HangsOnce.java"), HANGS_ONCE);
    try (RunningStandalone standalone =
        RunningStandalone.start(home, SHORT_LEASE, "--no-examples")) {
      standalone.awaitDag("hangs_once");
      String runId =
          standalone
              .post("/api/v2/dags/hangs_once/dagRuns", "{\"logical_date\":null}")
              .path("dag_run_id")
              .asString();
      await().atMost(LONG).until(() -> sleepers().size() == 2);

      ProcessHandle.of(standalone.pid("worker")).orElseThrow().destroyForcibly();

      await().atMost(LONG).until(() -> sleepers().isEmpty());
      await()
          .atMost(LONG)
          .until(() -> standalone.runState("hangs_once", runId), RunningStandalone::ended);
      assertThat(standalone.runState("hangs_once", runId)).isEqualTo("success");
      String log = "/api/v2/dags/hangs_once/dagRuns/%s/taskInstances/hang/logs/%d";
      String encoded = RunningStandalone.encoded(runId);
      assertThat(standalone.exchange("GET", log.formatted(encoded, 1), null).body())
          .contains("before the crash")
          .doesNotContain("after the crash");
      assertThat(standalone.exchange("GET", log.formatted(encoded, 2), null).body())
          .contains("before the crash", "after the crash");
    }
  }

  @Test
  void afterEverythingIsKilledCatchUpGoesOnAndNothingIsLost() throws IOException {
    Files.writeString(home.resolve("dags").resolve("Daily.java"), DAILY);
    RunningStandalone killed = RunningStandalone.start(home, SHORT_LEASE, "--no-examples");
    try {
      killed.awaitDag("daily");
      await().atMost(LONG).until(() -> succeeded(killed) >= 5);
    } finally {
      killed.killEverything();
    }

    try (RunningStandalone standalone =
        RunningStandalone.start(home, SHORT_LEASE, "--no-examples")) {
      await().atMost(LONG).until(() -> succeeded(standalone) == 40);
    }
  }

  private static int succeeded(RunningStandalone standalone) {
    return standalone
        .get("/api/v2/dags/daily/dagRuns?state=success&limit=1")
        .path("total_entries")
        .asInt();
  }

  private static List<ProcessHandle> sleepers() {
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.filter(p -> p.info().commandLine().orElse("").matches(".*sleep 8639[89]$"))
          .toList();
    }
  }
}
