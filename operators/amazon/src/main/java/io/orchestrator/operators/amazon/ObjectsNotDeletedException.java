package io.orchestrator.operators.amazon;

import java.util.List;
import software.amazon.awssdk.services.s3.model.S3Error;

/** S3 refused to delete some objects. Retried: the refusal may be for the moment only. */
public final class ObjectsNotDeletedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ObjectsNotDeletedException(
      S3Address prefix, String endpoint, int deleted, List<S3Error> refused) {
    super(
        ("Deleting %s at %s: %s objects were deleted, S3 refused %s, the first being %s with %s:"
                + " %s. Those are still there. Allow their deletion, then delete again.")
            .formatted(
                prefix,
                endpoint,
                deleted,
                refused.size(),
                refused.get(0).key(),
                refused.get(0).code(),
                refused.get(0).message()));
  }
}
