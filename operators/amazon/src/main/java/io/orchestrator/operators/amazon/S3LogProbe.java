package io.orchestrator.operators.amazon;

import io.orchestrator.tasklog.TaskLogHandler.LogProbeException;
import java.io.UncheckedIOException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Says in one sentence what is wrong with a place for task logs, and in the next what to do. */
record S3LogProbe(S3Address base) {
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
        return "bucket " + base.bucket() + " does not exist. Create it, or correct the name.";
      case "InvalidAccessKeyId":
        return "the access key for " + base + " is unknown there. Correct the access key.";
      case "SignatureDoesNotMatch":
        return "the secret key for " + base + " does not fit its access key. Correct it.";
      case "ExpiredToken":
        return "the credentials for " + base + " have expired. Renew them.";
      case "PermanentRedirect",
      "AuthorizationHeaderMalformed",
      "IllegalLocationConstraintException":
        return "bucket " + base.bucket() + " is in another region. Set the region of the bucket.";
      default:
        break;
    }
    if (e.statusCode() == MOVED) {
      return "bucket " + base.bucket() + " is in another region. Set the region of the bucket.";
    }
    if (e.statusCode() == FORBIDDEN) {
      String needed = inShort(e).contains("kms:") ? "the use of the KMS key" : permission;
      return needed + " on " + base + " is not allowed. Grant it to these credentials.";
    }
    return permission + " on " + base + " failed: " + inShort(e);
  }

  private String unanswered(RuntimeException e) {
    String text = inShort(e);
    if (text.contains("Unable to load credentials")) {
      return "there are no AWS credentials for "
          + base
          + ". Set access-key and secret-key, or give this process a role.";
    }
    return base + " does not answer (" + text + "). Check the endpoint and the network.";
  }

  /** One line, without the SDK's request ids. */
  static String inShort(RuntimeException e) {
    if (e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException) {
      return "no answer in time";
    }
    if (e instanceof S3Exception s3
        && s3.awsErrorDetails() != null
        && s3.awsErrorDetails().errorMessage() != null) {
      return s3.awsErrorDetails().errorMessage();
    }
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String text = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    return text.lines().findFirst().orElse(text);
  }
}
