package io.orchestrator.operators.amazon;

import io.orchestrator.operator.TemplatedPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** S3 tasks. All are idempotent: running one again changes nothing. */
public final class S3 {
  private static final int NOT_FOUND = 404;

  private S3() {}

  /** Makes a bucket, unless it is there. The result is whether it was made. */
  public static S3Operator<Boolean> createBucket(String bucket) {
    return new S3Operator<>(
        "S3CreateBucketOperator",
        Map.of("bucket", bucket),
        (s3, fields, context) -> createBucket(s3, fields.text("bucket")));
  }

  /** Makes a bucket, unless it is there. For task code; the result is whether it was made. */
  public static boolean createBucket(S3Client s3, String bucket) {
    try {
      s3.createBucket(b -> b.bucket(bucket));
      return true;
    } catch (BucketAlreadyOwnedByYouException | BucketAlreadyExistsException there) {
      // Somebody else's bucket of that name would refuse this call.
      s3.headBucket(b -> b.bucket(bucket));
      return false;
    }
  }

  /** Deletes an empty bucket; fine when it is gone already. */
  public static S3Operator<Void> deleteBucket(String bucket) {
    return new S3Operator<>(
        "S3DeleteBucketOperator",
        Map.of("bucket", bucket),
        (s3, fields, context) -> {
          found(() -> s3.deleteBucket(b -> b.bucket(fields.text("bucket"))));
          return null;
        });
  }

  /** Writes a text as an object. The result is its address. */
  public static S3Operator<String> put(String address, String text) {
    return new S3Operator<>(
        "S3PutObjectOperator",
        fields("address", address, "text", text),
        (s3, fields, context) -> {
          S3Address to = fields.address("address");
          s3.putObject(
              b -> b.bucket(to.bucket()).key(to.key()),
              RequestBody.fromString(fields.text("text"), StandardCharsets.UTF_8));
          return to.toString();
        });
  }

  /** Copies an object. The result is the target's address. */
  public static S3Operator<String> copy(String source, String target) {
    return new S3Operator<>(
        "S3CopyObjectOperator",
        fields("source", source, "target", target),
        (s3, fields, context) -> {
          S3Address from = fields.address("source");
          S3Address to = fields.address("target");
          s3.copyObject(
              b ->
                  b.sourceBucket(from.bucket())
                      .sourceKey(from.key())
                      .destinationBucket(to.bucket())
                      .destinationKey(to.key()));
          return to.toString();
        });
  }

  /** Deletes everything under a prefix. The result is how many objects there were. */
  public static S3Operator<Integer> delete(String prefix) {
    return new S3Operator<>(
        "S3DeleteObjectsOperator",
        Map.of("prefix", prefix),
        (s3, fields, context) -> new S3Prefix(s3, fields.address("prefix")).delete());
  }

  /** The keys under a prefix, sorted, at most 10,000. */
  public static S3Operator<List<String>> list(String prefix) {
    return new S3Operator<>(
        "S3ListOperator",
        Map.of("prefix", prefix),
        (s3, fields, context) -> new S3Prefix(s3, fields.address("prefix")).keys());
  }

  /** Uploads a file of the worker's machine. The result is the object's address. */
  public static S3Operator<String> upload(String file, String address) {
    return new S3Operator<>(
        "LocalFilesystemToS3Operator",
        fields("file", file, "address", address),
        (s3, fields, context) ->
            upload(s3, TemplatedPath.of(file, fields.text("file")), fields.address("address")));
  }

  /** Uploads a file. For task code. */
  public static String upload(S3Client s3, Path file, S3Address to) {
    s3.putObject(b -> b.bucket(to.bucket()).key(to.key()), RequestBody.fromFile(file));
    return to.toString();
  }

  /** Downloads an object to a file, whole or not at all. The result is the file's path. */
  public static S3Operator<String> download(String address, String file) {
    return new S3Operator<>(
        "S3ToLocalFilesystemOperator",
        fields("address", address, "file", file),
        (s3, fields, context) ->
            download(s3, fields.address("address"), TemplatedPath.of(file, fields.text("file"))));
  }

  private static String download(S3Client s3, S3Address from, Path target) throws IOException {
    Path folder = target.getParent() == null ? target : target.getParent();
    Files.createDirectories(folder);
    Path part = Files.createTempFile(folder, ".download", ".part");
    try (var in = s3.getObject(b -> b.bucket(from.bucket()).key(from.key()))) {
      Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
    return target.toString();
  }

  /**
   * Whether an object exists, by a HEAD: nothing is downloaded. Only "not found" is false; a
   * missing permission, an unreachable store and a missing bucket are errors.
   */
  public static boolean exists(S3Client s3, S3Address address) {
    if (found(() -> s3.headObject(b -> b.bucket(address.bucket()).key(address.key())))) {
      return true;
    }
    // S3 says 404 for a missing object and for a missing bucket alike.
    if (!found(() -> s3.headBucket(b -> b.bucket(address.bucket())))) {
      throw new MissingBucketException(address, S3Place.endpoint(s3));
    }
    return false;
  }

  private static boolean found(Runnable call) {
    try {
      call.run();
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  private static Map<String, String> fields(
      String firstName, String first, String secondName, String second) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(firstName, first);
    fields.put(secondName, second);
    return fields;
  }
}
