package io.orchestrator.operators.amazon;

/** An object was looked for in a bucket that does not exist. Retried: somebody may make it. */
public final class MissingBucketException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MissingBucketException(S3Address address, String endpoint) {
    super(
        ("There is no bucket %s at %s, so %s was not looked for. Create the bucket, or correct"
                + " the address.")
            .formatted(address.bucket(), endpoint, address));
  }
}
