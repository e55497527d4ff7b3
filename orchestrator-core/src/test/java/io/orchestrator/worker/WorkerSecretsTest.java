package io.orchestrator.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerSecretsTest {
  @Test
  void theTokenTheKeysOfTheLogsAndThoseOfOthersAreSecret() {
    assertThat(
            WorkerSecrets.of(
                Map.of(
                    "ORCHESTRATOR__EXECUTION__WORKER_TOKEN", "worker-token-1",
                    "ORCHESTRATOR__LOGS__SECRET_KEY", "logs-secret-1",
                    "AWS_SECRET_ACCESS_KEY", "aws-secret-1",
                    "AWS_SESSION_TOKEN", "aws-session-1",
                    "PGPASSWORD", "database-1",
                    "PATH", "/usr/bin:/bin")))
        .containsExactlyInAnyOrder(
            "worker-token-1", "logs-secret-1", "aws-secret-1", "aws-session-1", "database-1");
  }

  @Test
  void shortValuesAndNamesOfKeyPairsStayReadable() {
    assertThat(
            WorkerSecrets.of(
                Map.of(
                    "ORCHESTRATOR__LOGS__ACCESS_KEY", "orchestrator",
                    "AWS_ACCESS_KEY_ID", "AKIAEXAMPLE",
                    "USE_TOKEN", "yes",
                    "TOKEN_LIMIT", "100000")))
        .isEmpty();
  }
}
