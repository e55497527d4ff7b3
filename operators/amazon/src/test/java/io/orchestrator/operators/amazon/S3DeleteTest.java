package io.orchestrator.operators.amazon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.tasklog.TaskLogKey;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ServiceClientConfiguration;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Object;

/** S3 takes a call that deletes many objects, and refuses some of them in its answer. */
class S3DeleteTest {
  private static final S3Address PREFIX = S3Address.parse("s3://lake/raw/");
  private final RefusingS3 s3 = new RefusingS3();

  @Test
  void refusedObjectsAreAFailureThatSaysHowFarItCame() {
    s3.pages.add(List.of("raw/a", "raw/locked"));
    s3.pages.add(List.of("raw/b", "raw/held", "raw/c"));

    assertThatThrownBy(() -> new S3Prefix(s3, PREFIX).delete())
        .isInstanceOf(ObjectsNotDeletedException.class)
        .hasMessage(
            "Deleting s3://lake/raw/ at AWS in eu-central-1: 3 objects were deleted, S3 refused 2, the first being"
                + " raw/locked with AccessDenied: not yours. Those are still there. Allow their"
                + " deletion, then delete again.");
  }

  @Test
  void deletedObjectsOfAllPagesAreCounted() {
    s3.pages.add(List.of("raw/a", "raw/b"));
    s3.pages.add(List.of("raw/c"));

    assertThat(new S3Prefix(s3, PREFIX).delete()).isEqualTo(3);
  }

  @Test
  void aLogThatIsNotDeletedIsAFailureToo() {
    s3.pages.add(List.of("tasks/locked"));
    S3TaskLogHandler handler =
        new S3TaskLogHandler(s3, S3Address.parse("s3://logs/tasks"), Optional.empty());

    assertThatThrownBy(() -> handler.delete(new TaskLogKey("d", "r", "t", -1, 1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("AccessDenied");
  }

  /** Lists the given pages; refuses keys that are locked or held. */
  private static final class RefusingS3 implements S3Client {
    private final Deque<List<String>> pages = new ArrayDeque<>();

    @Override
    public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
      List<String> keys = pages.removeFirst();
      return ListObjectsV2Response.builder()
          .contents(keys.stream().map(key -> S3Object.builder().key(key).build()).toList())
          .isTruncated(!pages.isEmpty())
          .nextContinuationToken(pages.isEmpty() ? null : "more")
          .build();
    }

    @Override
    public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
      Stream<String> keys = request.delete().objects().stream().map(object -> object.key());
      return DeleteObjectsResponse.builder()
          .errors(
              keys.filter(k -> k.endsWith("locked") || k.endsWith("held"))
                  .map(RefusingS3::refusal)
                  .toList())
          .build();
    }

    private static S3Error refusal(String key) {
      return S3Error.builder().key(key).code("AccessDenied").message("not yours").build();
    }

    @Override
    public S3ServiceClientConfiguration serviceClientConfiguration() {
      return S3ServiceClientConfiguration.builder().region(Region.EU_CENTRAL_1).build();
    }

    @Override
    public String serviceName() {
      return "s3";
    }

    @Override
    public void close() {
      pages.clear();
    }
  }
}
