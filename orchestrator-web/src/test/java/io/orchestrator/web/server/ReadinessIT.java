package io.orchestrator.web.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Ready means ready. */
@Timeout(180)
class ReadinessIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Takes longer than the loader waits for one file before it looks at the others. */
  private static final String SLOW =
      """
      import io.orchestrator.dag.Dag;
      import io.orchestrator.dag.DagDefinition;
      import java.util.concurrent.locks.LockSupport;

      public class Slow implements DagDefinition {
        public Dag define() {
          long end = System.nanoTime() + 3_000_000_000L;
          while (System.nanoTime() < end) {
            LockSupport.parkNanos(100_000_000L);
          }
          return Dag.define("slow", d -> d.action("a", c -> {}));
        }
      }
      """;

  @Test
  void theServerIsReadyWhenALoginWorksAndTheLoaderHasDealtWithEveryFile(@TempDir Path home)
      throws Exception {
    Files.createDirectories(home.resolve("dags"));
    Files.writeString(home.resolve("dags").resolve("Slow.java"), SLOW);
    try (RealServer server = RealServer.start(home, Map.of())) {
      assertThat(server.get("/api/x1/health/ready").statusCode()).isEqualTo(503);
      await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> server.get("/api/x1/health/ready").statusCode() == 200);
      String token = JSON.readTree(server.signIn().body()).path("access_token").asString();
      JsonNode dag = JSON.readTree(server.getAs(token, "/api/v2/dags/slow").body());
      assertThat(dag.path("dag_id").asString()).isEqualTo("slow");
    }
  }
}
