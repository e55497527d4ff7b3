package io.orchestrator.operators.amazon;

import java.io.UncheckedIOException;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Puts bucket, key and endpoint in front of what S3 or the way to it says is wrong, whoever makes
 * the call.
 *
 * @param endpoint as people know it
 */
record S3Place(String endpoint) implements ExecutionInterceptor {

  /** Where a client's calls go: its own endpoint, or AWS in a region. */
  static String endpoint(S3Client s3) {
    var settings = s3.serviceClientConfiguration();
    return settings
        .endpointOverride()
        .map(Object::toString)
        .orElseGet(() -> "AWS in " + settings.region());
  }

  @Override
  public Throwable modifyException(
      Context.FailedExecution context, ExecutionAttributes attributes) {
    Throwable failure = context.exception();
    String place = place(context.request());
    if (failure instanceof AwsServiceException refused && refused.awsErrorDetails() != null) {
      AwsErrorDetails details = refused.awsErrorDetails();
      String words = Optional.ofNullable(details.errorMessage()).orElse(details.errorCode());
      return refused.toBuilder()
          .message(place + ": " + refused.getMessage())
          .awsErrorDetails(details.toBuilder().errorMessage(place + ": " + words).build())
          .build();
    }
    if (failure instanceof UncheckedIOException broken && broken.getCause() != null) {
      return new UncheckedIOException(place + ": " + inShort(broken), broken.getCause());
    }
    return failure instanceof SdkClientException unanswered
        ? SdkClientException.create(place + ": " + inShort(unanswered), unanswered)
        : failure;
  }

  private String place(SdkRequest request) {
    String bucket = request.getValueForField("Bucket", String.class).orElse("");
    String key =
        request
            .getValueForField("Key", String.class)
            .or(() -> request.getValueForField("Prefix", String.class))
            .orElse("");
    return new S3Address(bucket, key) + " at " + endpoint;
  }

  /** One line of the cause, without the SDK's request ids. */
  private static String inShort(RuntimeException e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    boolean late = e.getClass().getSimpleName().endsWith("TimeoutException");
    String text = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    return late && e instanceof SdkException
        ? "no answer in time"
        : text.lines().findFirst().orElse(text);
  }
}
