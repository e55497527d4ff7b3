package io.orchestrator.web.bench.scenario;

import io.orchestrator.web.bench.figures.Gate;
import io.orchestrator.web.bench.installation.Installation;
import io.orchestrator.web.bench.installation.Needs;
import io.orchestrator.web.bench.installation.Spent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Many DAGs that are scheduled, and nothing due: what it costs to be there. */
final class Idle implements Scenario {
  private static final long CALM_SECONDS = 10;
  private static final double PERCENT = 100;
  private static final String NEVER = "2100-01-01";
  private final ScenarioOptions options;

  Idle(ScenarioOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return "idle";
  }

  @Override
  public Needs needs() {
    Map<String, String> files = new HashMap<>(Rounds.source(options));
    files.putAll(DagSources.many(options.dags(), "Schedule.daily()", NEVER, false));
    return options.needs(files, options.dags() + 1);
  }

  @Override
  public Map<String, Double> measure(Installation installation) throws Exception {
    new Rounds(installation, options).warmUp();
    installation.database().tidy();
    TimeUnit.SECONDS.sleep(CALM_SECONDS);
    Spent before = installation.spent();
    long begin = System.nanoTime();
    TimeUnit.SECONDS.sleep(options.seconds());
    Spent spent = Spent.between(before, installation.spent());
    double seconds = (System.nanoTime() - begin) / 1e9;
    Map<String, Double> all = new LinkedHashMap<>();
    if (spent.complete()) {
      all.put("cpu_percent_of_a_core", spent.allCpuSeconds() * PERCENT / seconds);
    }
    spent
        .cpuSeconds()
        .forEach((part, s) -> all.put(part + "_cpu_percent_of_a_core", s * PERCENT / seconds));
    installation.memoryMb().forEach((part, mb) -> all.put(part + "_memory_mb", mb));
    all.put("wal_bytes_a_second", spent.walBytes() / seconds);
    return all;
  }

  @Override
  public Map<String, Gate> gates(Map<String, Double> medians) {
    Map<String, Gate> all = new LinkedHashMap<>();
    Double server = medians.get("server_cpu_percent_of_a_core");
    Double database = medians.get("database_cpu_percent_of_a_core");
    if (server == null || database == null) {
      return all;
    }
    String dags = ", " + options.dags() + " DAGs";
    String cpu = "idle CPU of server and database, percent of a core" + dags;
    all.put("P10", Gate.atMost(0.05, cpu, server + database, PERCENT, "a core, fixed"));
    all.put("P13", Gate.atMost(0.02, cpu, server + database, PERCENT, "a core, fixed"));
    Double memory = medians.get("server_memory_mb");
    Double backends = medians.get("database_memory_mb");
    if (memory != null && backends != null) {
      all.put(
          "P13_memory",
          Gate.atMost(
              1,
              "memory of server and database, MB" + dags,
              memory + backends,
              300,
              "300 MB, fixed"));
    }
    return all;
  }
}
