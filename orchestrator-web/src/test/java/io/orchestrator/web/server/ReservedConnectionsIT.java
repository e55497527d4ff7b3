package io.orchestrator.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.execution.ExecutionApi.WorkerInfo;
import io.orchestrator.execution.http.HttpExecutionApi;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Connections that people and programs cannot use up. */
@Timeout(120)
class ReservedConnectionsIT {
  private static final WorkerInfo WORKER = new WorkerInfo("w-1", "host", 7, 4, List.of("default"));
  private static final int CONNECTIONS = 5;

  @Test
  void heartbeatsPassWhilePeopleHoldAllConnectionsAndWhoComesThenIsSentAway(@TempDir Path home)
      throws Exception {
    try (RealServer server =
        RealServer.start(home, Map.of("orchestrator.database.pool-size", CONNECTIONS))) {
      HttpExecutionApi worker = server.worker();
      worker.register(WORKER);
      List<Connection> held = new ArrayList<>();
      try {
        for (int i = 0; i < CONNECTIONS; i++) {
          held.add(server.part(DataSource.class).getConnection());
        }
        long before = System.nanoTime();
        assertThat(worker.heartbeat(WORKER, List.of())).isEmpty();
        assertThat(since(before)).isLessThan(Duration.ofSeconds(1));
        before = System.nanoTime();
        assertThat(server.get("/api/v2/monitor/health").body())
            .contains("\"metadatabase\":{\"status\":\"unhealthy\"}");
        assertThat(since(before)).as("no long wait for a connection").isLessThan(ofSeconds(3));
      } finally {
        for (Connection each : held) {
          each.close();
        }
      }
    }
  }

  private static Duration ofSeconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
