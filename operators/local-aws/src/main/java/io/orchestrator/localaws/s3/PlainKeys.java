package io.orchestrator.localaws.s3;

import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Refuses keys that a folder cannot keep apart from others: to a file system {@code a//b}, {@code
 * a/./b} and {@code a/x/../b} are {@code a/b}; to S3 they are keys of their own. A slash at the end
 * stays, as it marks a folder.
 */
final class PlainKeys extends ForwardingBlobStore {
  private static final List<String> ODD = List.of("", ".", "..");

  PlainKeys(BlobStore store) {
    super(store);
  }

  /** Whether a folder can keep a key apart. */
  static boolean isPlain(String key) {
    String path = key.endsWith("/") ? key.substring(0, key.length() - 1) : key;
    return Arrays.stream(path.split("/", -1)).noneMatch(ODD::contains);
  }

  private static void requirePlain(String key) {
    if (!isPlain(key)) {
      throw S3Exceptions.invalidArgument(
          "The local S3 keeps objects as files and refuses the key \""
              + key
              + "\": it has a part that is empty, . or .., so that another key would be the same"
              + " file. Choose another key.");
    }
  }

  private static void requireFindable(String bucket, String key) {
    if (!isPlain(key)) {
      throw S3Exceptions.noSuchKey(bucket, key, "The specified key does not exist.");
    }
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
    requirePlain(request.key());
    return super.putBlob(request, content);
  }

  @Override
  public CopyObjectResponse copyBlob(CopyObjectRequest request) {
    requireFindable(request.sourceBucket(), request.sourceKey());
    requirePlain(request.destinationKey());
    return super.copyBlob(request);
  }

  @Override
  public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
    requirePlain(request.key());
    return super.initiateMultipartUpload(request);
  }

  @Override
  public boolean blobExists(String bucket, String key) {
    return isPlain(key) && super.blobExists(bucket, key);
  }

  @Override
  public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
    requireFindable(request.bucket(), request.key());
    return super.blobMetadata(request);
  }

  @Override
  public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
    requireFindable(request.bucket(), request.key());
    return super.getBlob(request);
  }

  /** What cannot be there is gone. */
  @Override
  public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
    return isPlain(request.key())
        ? super.removeBlob(request)
        : DeleteObjectResponse.builder().build();
  }
}
