package io.orchestrator.operators.amazon;

import io.orchestrator.tasklog.ChunkId;
import io.orchestrator.tasklog.TaskLogHandler;
import io.orchestrator.tasklog.TaskLogKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * Task logs in S3: one object per chunk below {@code …/attempt=1/}. S3 shows an object whole or not
 * at all, and a chunk written again replaces itself, so a repeated upload changes nothing.
 */
final class S3TaskLogHandler implements TaskLogHandler {
  private static final Logger LOG = LoggerFactory.getLogger(S3TaskLogHandler.class);
  private static final int RANGE_BEHIND_END = 416;
  private static final int MOST_TRIALS = 5;

  /** Short: a page waits for these, and an upload is tried again by the spool anyway. */
  private static final AwsRequestOverrideConfiguration LIMITS =
      AwsRequestOverrideConfiguration.builder()
          .apiCallAttemptTimeout(Duration.ofSeconds(15))
          .apiCallTimeout(Duration.ofSeconds(30))
          .build();

  private final S3Client s3;
  private final S3Address base;
  private final Optional<ServerSideEncryption> encryption;

  /**
   * @param encryption {@code AES256} or {@code aws:kms}; empty for the bucket's own default
   */
  S3TaskLogHandler(S3Client s3, S3Address base, Optional<ServerSideEncryption> encryption) {
    this.s3 = s3;
    this.base = base;
    this.encryption = encryption;
  }

  @Override
  public String location() {
    return base.toString();
  }

  @Override
  public void probe() throws LogProbeException {
    String key = join("_probe");
    S3LogProbe probe = new S3LogProbe(base, S3Place.endpoint(s3));
    // Without bytes: a server that refuses may close before it has read them, and its words would
    // be lost.
    probe.needs("s3:ListBucket", () -> s3.listObjectsV2(list(key).maxKeys(1).build()));
    probe.needs("s3:PutObject", () -> again(() -> s3.putObject(put(key), RequestBody.empty())));
    probe.needs("s3:GetObject", () -> read(key));
    probe.needs(
        "s3:DeleteObject",
        () -> s3.deleteObject(b -> b.bucket(base.bucket()).key(key).overrideConfiguration(LIMITS)));
  }

  /** Gone already is fine: another server's probe of the same moment took it away. */
  private void read(String key) {
    try {
      s3.getObjectAsBytes(get(key).build());
    } catch (NoSuchKeyException gone) {
      s3.putObject(put(key), RequestBody.empty());
    }
  }

  @Override
  public void put(TaskLogKey key, ChunkId chunk, byte[] bytes) throws IOException {
    call(() -> s3.putObject(put(object(key, chunk)), RequestBody.fromBytes(bytes)));
  }

  @Override
  public List<Chunk> list(TaskLogKey key) throws IOException {
    String prefix = folder(key);
    return call(
        () ->
            s3.listObjectsV2Paginator(list(prefix).build()).contents().stream()
                .flatMap(o -> chunk(o, prefix).stream())
                .sorted(Comparator.comparing(Chunk::id))
                .toList());
  }

  private static Optional<Chunk> chunk(S3Object object, String prefix) {
    return ChunkId.parse(object.key().substring(prefix.length()))
        .map(id -> new Chunk(id, object.size()));
  }

  @Override
  public InputStream open(TaskLogKey key, ChunkId chunk, long offset) throws IOException {
    GetObjectRequest.Builder get = get(object(key, chunk));
    if (offset > 0) {
      get.range("bytes=" + offset + "-");
    }
    try {
      return again(() -> s3.getObject(get.build()));
    } catch (NoSuchKeyException e) {
      NoSuchFileException none = new NoSuchFileException(base.bucket() + "/" + object(key, chunk));
      none.initCause(e);
      throw none;
    } catch (S3Exception e) {
      if (e.statusCode() == RANGE_BEHIND_END) {
        return InputStream.nullInputStream();
      }
      throw failed(e);
    } catch (SdkException | UncheckedIOException e) {
      throw failed(e);
    }
  }

  @Override
  public void delete(TaskLogKey key) throws IOException {
    call(() -> new S3Prefix(s3, new S3Address(base.bucket(), folder(key))).delete());
  }

  @Override
  public void deleteRun(String dagId, String runId, Instant begunBefore) throws IOException {
    String folder = join(TaskLogKey.runPath(dagId, runId) + "/");
    call(
        () ->
            new S3Prefix(s3, new S3Address(base.bucket(), folder))
                .delete(key -> begun(key).filter(at -> at.isBefore(begunBefore)).isPresent()));
  }

  private static Optional<Instant> begun(String key) {
    return ChunkId.parse(key.substring(key.lastIndexOf('/') + 1)).map(ChunkId::startedAt);
  }

  @Override
  public void close() {
    s3.close();
  }

  private PutObjectRequest put(String key) {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder()
            .bucket(base.bucket())
            .key(key)
            .contentType("text/plain; charset=utf-8")
            .overrideConfiguration(LIMITS);
    encryption.ifPresent(request::serverSideEncryption);
    return request.build();
  }

  private GetObjectRequest.Builder get(String key) {
    return GetObjectRequest.builder().bucket(base.bucket()).key(key).overrideConfiguration(LIMITS);
  }

  private ListObjectsV2Request.Builder list(String prefix) {
    return ListObjectsV2Request.builder()
        .bucket(base.bucket())
        .prefix(prefix)
        .overrideConfiguration(LIMITS);
  }

  private String object(TaskLogKey key, ChunkId chunk) {
    return folder(key) + chunk.fileName();
  }

  private String folder(TaskLogKey key) {
    return join(key.path() + "/");
  }

  private String join(String rest) {
    String prefix = base.key();
    return prefix.isEmpty() || prefix.endsWith("/") ? prefix + rest : prefix + "/" + rest;
  }

  private interface Call<T> {
    T run();
  }

  private <T> T call(Call<T> call) throws IOException {
    try {
      return again(call);
    } catch (SdkException | UncheckedIOException | ObjectsNotDeletedException e) {
      throw failed(e);
    }
  }

  /**
   * The SDK's URL connection client throws this, and does not try again, when the server has closed
   * a kept connection, or has refused before it read the body: its words are lost then. Every call
   * here may be repeated.
   */
  private static <T> T again(Call<T> call) {
    for (int trial = 1; trial < MOST_TRIALS; trial++) {
      try {
        return call.run();
      } catch (UncheckedIOException closed) {
        LOG.debug("Trial {} broke off", trial, closed);
      }
    }
    return call.run();
  }

  private static IOException failed(RuntimeException e) {
    return new IOException(S3LogProbe.inShort(e), e);
  }
}
