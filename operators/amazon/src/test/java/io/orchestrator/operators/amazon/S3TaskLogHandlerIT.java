package io.orchestrator.operators.amazon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.tasklog.TaskLogHandler;
import io.orchestrator.tasklog.TaskLogHandler.LogProbeException;
import io.orchestrator.tasklog.TaskLogHandlerContract;
import io.orchestrator.tasklog.TaskLogKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3TaskLogHandlerIT extends TaskLogHandlerContract {
  private final Path temp;
  private final LogBucket bucket;
  private final TaskLogHandler handler;

  S3TaskLogHandlerIT(@TempDir Path temp) throws Exception {
    this.temp = temp;
    this.bucket = new LogBucket(temp);
    this.handler = bucket.handler("s3://logs/my team/tasks");
  }

  @AfterEach
  void end() throws Exception {
    handler.close();
    bucket.close();
  }

  @Override
  protected TaskLogHandler handler() {
    return handler;
  }

  @Test
  void objectsHaveNamesThatPeopleCanRead() throws IOException {
    TaskLogKey key =
        new TaskLogKey("flights", "scheduled__2001-01-01T00:00:00+00:00", "load", -1, 2);
    handler.put(key, chunk(3), new byte[] {1});
    assertThat(
            temp.resolve(
                "logs/my team/tasks/dag_id=flights/run_id=scheduled__2001-01-01T00:00:00+00:00"
                    + "/task_id=load/attempt=2/20261124T120003.000Z_a1_000003.log"))
        .exists();
  }

  @Test
  void aBucketAloneIsAPlaceToo() throws Exception {
    try (TaskLogHandler whole = bucket.handler("s3://logs")) {
      whole.probe();
      whole.put(new TaskLogKey("d", "r", "t", 4, 1), chunk(0), new byte[] {1});
      assertThat(temp.resolve("logs/dag_id=d/run_id=r/task_id=t/map_index=4/attempt=1"))
          .isDirectory();
    }
  }

  @Test
  void aProbeNamesAMissingBucket() throws Exception {
    try (TaskLogHandler none = bucket.handler("s3://no-such-bucket/tasks")) {
      assertThatThrownBy(none::probe)
          .isInstanceOf(LogProbeException.class)
          .hasMessage(
              "Task logs cannot be kept: bucket no-such-bucket does not exist at "
                  + bucket.endpoint()
                  + ". Create it, or correct the name.");
    }
  }

  @Test
  void aProbeNamesAWrongSecretKey() throws Exception {
    try (TaskLogHandler wrong = bucket.handler("s3://logs/tasks", "secret-key", "guessed")) {
      assertThatThrownBy(wrong::probe)
          .isInstanceOf(LogProbeException.class)
          .hasMessage(
              "Task logs cannot be kept: the secret key for s3://logs/tasks at "
                  + bucket.endpoint()
                  + " does not fit its access key. Correct it.");
    }
  }

  @Test
  void aProbeNamesAnUnknownAccessKey() throws Exception {
    try (TaskLogHandler wrong = bucket.handler("s3://logs/tasks", "access-key", "nobody")) {
      assertThatThrownBy(wrong::probe)
          .isInstanceOf(LogProbeException.class)
          .hasMessage(
              "Task logs cannot be kept: the access key for s3://logs/tasks at "
                  + bucket.endpoint()
                  + " is unknown there. Correct the access key.");
    }
  }

  @Test
  void aProbeSaysThatTheServerDoesNotAnswer() throws Exception {
    bucket.stop();
    assertThatThrownBy(handler::probe)
        .isInstanceOf(LogProbeException.class)
        .hasMessage(
            "Task logs cannot be kept: there is no answer. s3://logs/my team/tasks/_probe at "
                + bucket.endpoint()
                + ": Connection refused. Check the endpoint and the network.");
    assertThatThrownBy(() -> handler.list(new TaskLogKey("d", "r", "t", -1, 1)))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "s3://logs/my team/tasks/dag_id=d/run_id=r/task_id=t/attempt=1/ at "
                + bucket.endpoint()
                + ": Connection refused");
  }

  @Test
  void encryptionIsAskedForAndAWrongOneRefusedAtOnce() throws Exception {
    // This server cannot encrypt and says so: the wish has reached it.
    try (TaskLogHandler encrypted = bucket.handler("s3://logs", "encryption", "AES256")) {
      assertThatThrownBy(encrypted::probe)
          .hasMessageContaining("Server-side encryption is not supported");
    }
    assertThatThrownBy(() -> bucket.handler("s3://logs", "encryption", "rot13"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Write AES256 or aws:kms.");
  }

  @Test
  void theProbeLeavesNoObject() throws Exception {
    handler.probe();
    try (var files = Files.walk(temp)) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }
}
