package io.orchestrator.operators.amazon;

import io.orchestrator.tasklog.TaskLogHandler.LogProbeException;
import java.io.UncheckedIOException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Says in one sentence what is wrong with a place for task logs, and in the next what to do.
 *
 * @param endpoint as people know it
 */
record S3LogProbe(S3Address base, String endpoint) {
  private static final int FORBIDDEN = 403;
  private static final int MOVED = 301;

  /** Runs a call that needs a permission. */
  void needs(String permission, Runnable call) throws LogProbeException {
    try {
      call.run();
    } catch (S3Exception e) {
      throw failed(cause(permission, e), e);
    } catch (SdkException | UncheckedIOException e) {
      throw failed(unanswered(e), e);
    }
  }

  private static LogProbeException failed(String cause, RuntimeException e) {
    return new LogProbeException("Task logs cannot be kept: " + cause, e);
  }

  private String cause(String permission, S3Exception e) {
    String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
    switch (String.valueOf(code)) {
      case "NoSuchBucket":
        return "bucket "
            + base.bucket()
            + " does not exist at "
            + endpoint
            + ". Create it, or correct the name.";
      case "InvalidAccessKeyId":
        return "the access key for " + place() + " is unknown there. Correct the access key.";
      case "SignatureDoesNotMatch":
        return "the secret key for " + place() + " does not fit its access key. Correct it.";
      case "ExpiredToken":
        return "the credentials for " + place() + " have expired. Renew them.";
      case "PermanentRedirect",
      "AuthorizationHeaderMalformed",
      "IllegalLocationConstraintException":
        return elsewhere();
      default:
        break;
    }
    if (e.statusCode() == MOVED) {
      return elsewhere();
    }
    if (e.statusCode() == FORBIDDEN) {
      String needed = inShort(e).contains("kms:") ? "the use of the KMS key" : permission;
      return needed + " on " + place() + " is not allowed. Grant it to these credentials.";
    }
    return permission + " failed. " + inShort(e);
  }

  private String place() {
    return base + " at " + endpoint;
  }

  private String elsewhere() {
    return "bucket "
        + base.bucket()
        + " is not at "
        + endpoint
        + " but in another region. Set the region of the bucket.";
  }

  private String unanswered(RuntimeException e) {
    String text = inShort(e);
    if (text.contains("Unable to load credentials")) {
      return "there are no AWS credentials for "
          + place()
          + ". Set access-key and secret-key, or give this process a role.";
    }
    return "there is no answer. " + text + ". Check the endpoint and the network.";
  }

  /** One line, without the SDK's request ids; it names bucket, key and endpoint. */
  static String inShort(RuntimeException e) {
    if (e instanceof S3Exception s3
        && s3.awsErrorDetails() != null
        && s3.awsErrorDetails().errorMessage() != null) {
      return s3.awsErrorDetails().errorMessage();
    }
    String text = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return text.lines().findFirst().orElse(text);
  }
}
