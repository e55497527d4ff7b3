package io.orchestrator.operators.amazon;

import io.orchestrator.tasklog.TaskLogHandler;
import io.orchestrator.tasklog.TaskLogKey;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * Task logs in S3: one object per chunk, {@code …/attempt=1/chunk-000000.log}. A chunk written
 * again under the same number replaces itself, so a repeated upload changes nothing.
 */
final class S3TaskLogHandler implements TaskLogHandler {
  private static final String CHUNK = "chunk-";
  private static final String END = ".log";
  private final S3Client s3;
  private final S3Address base;
  private final Optional<String> encryption;

  /**
   * @param encryption {@code AES256} or {@code aws:kms}; empty for the bucket's own default
   */
  S3TaskLogHandler(S3Client s3, S3Address base, Optional<String> encryption) {
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
    probe("s3:PutObject", () -> s3.putObject(put(key), RequestBody.fromString("probe")));
    probe("s3:GetObject", () -> s3.getObjectAsBytes(b -> b.bucket(base.bucket()).key(key)));
    probe(
        "s3:ListBucket",
        () -> s3.listObjectsV2(b -> b.bucket(base.bucket()).prefix(key).maxKeys(1)));
    probe("s3:DeleteObject", () -> s3.deleteObject(b -> b.bucket(base.bucket()).key(key)));
  }

  @Override
  public void put(TaskLogKey key, int chunkNumber, byte[] bytes) throws IOException {
    call(() -> s3.putObject(put(chunk(key, chunkNumber)), RequestBody.fromBytes(bytes)));
  }

  @Override
  public List<Chunk> list(TaskLogKey key) throws IOException {
    String prefix = folder(key);
    return call(
        () ->
            s3
                .listObjectsV2Paginator(b -> b.bucket(base.bucket()).prefix(prefix))
                .contents()
                .stream()
                .filter(o -> o.key().startsWith(prefix + CHUNK) && o.key().endsWith(END))
                .map(o -> new Chunk(number(o, prefix), o.size()))
                .sorted(Comparator.comparingInt(Chunk::number))
                .toList());
  }

  @Override
  public InputStream open(TaskLogKey key, int chunkNumber, long offset) throws IOException {
    return call(
        () ->
            s3.getObject(
                b ->
                    b.bucket(base.bucket())
                        .key(chunk(key, chunkNumber))
                        .range("bytes=" + offset + "-")));
  }

  @Override
  public void delete(TaskLogKey key) throws IOException {
    call(() -> S3.deletePrefix(s3, new S3Address(base.bucket(), folder(key))));
  }

  private PutObjectRequest put(String key) {
    PutObjectRequest.Builder request = PutObjectRequest.builder().bucket(base.bucket()).key(key);
    encryption.ifPresent(e -> request.serverSideEncryption(ServerSideEncryption.fromValue(e)));
    return request.contentType("text/plain; charset=utf-8").build();
  }

  private String chunk(TaskLogKey key, int number) {
    return folder(key) + String.format(Locale.ROOT, "%s%06d%s", CHUNK, number, END);
  }

  private String folder(TaskLogKey key) {
    return join(key.path() + "/");
  }

  private String join(String rest) {
    String prefix = base.key();
    return prefix.isEmpty() || prefix.endsWith("/") ? prefix + rest : prefix + "/" + rest;
  }

  private static int number(S3Object object, String prefix) {
    String name = object.key().substring(prefix.length() + CHUNK.length());
    return Integer.parseInt(name.substring(0, name.length() - END.length()));
  }

  private void probe(String permission, Runnable call) throws LogProbeException {
    try {
      call.run();
    } catch (S3Exception e) {
      String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
      String cause =
          switch (code) {
            case "NoSuchBucket" -> "Bucket " + base.bucket() + " does not exist. Create it.";
            case "AccessDenied" ->
                "Permission " + permission + " on " + base + " is missing. Grant it.";
            case "InvalidAccessKeyId", "SignatureDoesNotMatch" ->
                "The access key or secret key for " + base + " is wrong.";
            default -> permission + " on " + base + " failed: " + e.getMessage();
          };
      throw new LogProbeException("Task logs cannot be kept. " + cause, e);
    } catch (SdkException e) {
      throw new LogProbeException(
          "Task logs cannot be kept. " + base + " does not answer: " + e.getMessage(), e);
    }
  }

  private interface Call<T> {
    T run();
  }

  private <T> T call(Call<T> call) throws IOException {
    try {
      return call.run();
    } catch (SdkException e) {
      throw new IOException(base + ": " + e.getMessage(), e);
    }
  }
}
