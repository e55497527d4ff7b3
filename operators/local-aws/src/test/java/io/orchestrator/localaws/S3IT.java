package io.orchestrator.localaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

class S3IT {
  private LocalAwsFixture local;
  private S3Client s3;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    local = new LocalAwsFixture(folder);
    s3 = local.s3;
  }

  @AfterEach
  void stop() throws Exception {
    local.close();
  }

  @Test
  void bucketsComeAndGo() {
    s3.createBucket(b -> b.bucket("other"));
    assertThat(s3.listBuckets().buckets()).extracting(b -> b.name()).contains("lake", "other");
    s3.deleteBucket(b -> b.bucket("other"));
    assertThatThrownBy(() -> s3.headBucket(b -> b.bucket("other")))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(404));
  }

  @Test
  void whatIsPutIsReadCopiedAndDeleted() {
    s3.putObject(p -> p.bucket("lake").key("a/b.txt"), RequestBody.fromString("hello"));
    s3.copyObject(
        c ->
            c.sourceBucket("lake")
                .sourceKey("a/b.txt")
                .destinationBucket("lake")
                .destinationKey("c"));
    assertThat(text("c")).isEqualTo("hello");
    assertThat(
            s3.getObjectAsBytes(g -> g.bucket("lake").key("c").range("bytes=1-3")).asUtf8String())
        .isEqualTo("ell");
    s3.deleteObjects(
        d ->
            d.bucket("lake")
                .delete(
                    x ->
                        x.objects(
                            ObjectIdentifier.builder().key("a/b.txt").build(),
                            ObjectIdentifier.builder().key("c").build())));
    assertThatThrownBy(() -> s3.headObject(h -> h.bucket("lake").key("c")))
        .isInstanceOf(NoSuchKeyException.class);
  }

  @Test
  void listingHasPagesAndFolders() throws Exception {
    for (int i = 0; i < 7; i++) {
      local.object("list/k" + i, "x");
    }
    local.object("list/sub/a", "x");
    ListObjectsV2Response top =
        s3.listObjectsV2(l -> l.bucket("lake").prefix("list/").delimiter("/"));
    assertThat(top.contents()).hasSize(7);
    assertThat(top.commonPrefixes()).extracting(p -> p.prefix()).containsExactly("list/sub/");
    List<String> keys = new ArrayList<>();
    s3.listObjectsV2Paginator(l -> l.bucket("lake").prefix("list/").maxKeys(3)).contents().stream()
        .map(S3Object::key)
        .forEach(keys::add);
    assertThat(keys).hasSize(8).isSorted();
  }

  @Test
  void aConditionalPutKeepsTheFirst() {
    s3.putObject(p -> p.bucket("lake").key("once").ifNoneMatch("*"), RequestBody.fromString("1"));
    assertThatThrownBy(
            () ->
                s3.putObject(
                    p -> p.bucket("lake").key("once").ifNoneMatch("*"),
                    RequestBody.fromString("2")))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
    assertThat(text("once")).isEqualTo("1");
  }

  @Test
  void partsBecomeOneObject() {
    String id = s3.createMultipartUpload(m -> m.bucket("lake").key("big")).uploadId();
    byte[] first = new byte[5 * 1024 * 1024];
    String one =
        s3.uploadPart(
                p -> p.bucket("lake").key("big").uploadId(id).partNumber(1),
                RequestBody.fromBytes(first))
            .eTag();
    String two =
        s3.uploadPart(
                p -> p.bucket("lake").key("big").uploadId(id).partNumber(2),
                RequestBody.fromString("end"))
            .eTag();
    s3.completeMultipartUpload(
        m ->
            m.bucket("lake")
                .key("big")
                .uploadId(id)
                .multipartUpload(
                    u ->
                        u.parts(
                            CompletedPart.builder().partNumber(1).eTag(one).build(),
                            CompletedPart.builder().partNumber(2).eTag(two).build())));
    assertThat(s3.headObject(h -> h.bucket("lake").key("big")).contentLength())
        .isEqualTo(first.length + 3L);
  }

  @Test
  void aFileWrittenIntoTheFolderIsAnObject() throws Exception {
    local.object("seed/x=1/f.csv", "a,b");
    assertThat(text("seed/x=1/f.csv")).isEqualTo("a,b");
  }

  @Test
  void aWrongSecretIsRefused() {
    try (S3Client stranger = LocalAwsFixture.s3(local.aws, "wrong")) {
      assertThatThrownBy(stranger::listBuckets)
          .isInstanceOfSatisfying(
              S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
    }
  }

  private String text(String key) {
    return s3.getObjectAsBytes(g -> g.bucket("lake").key(key)).asUtf8String();
  }
}
