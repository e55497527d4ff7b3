package io.orchestrator.operators.amazon;

import io.orchestrator.operator.TaskFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.paginators.ListObjectsV2Iterable;

/** Everything whose key begins with that of an address. */
record S3Prefix(S3Client s3, S3Address prefix) {
  private static final int MOST_KEYS = 10_000;
  private static final int MOST_LOOKED_AT = 100_000;

  /**
   * The keys, sorted.
   *
   * @throws TaskFailedException when there are more than 10,000
   */
  List<String> keys() {
    List<String> keys =
        pages().contents().stream().map(S3Object::key).limit(MOST_KEYS + 1L).sorted().toList();
    if (keys.size() > MOST_KEYS) {
      throw new TaskFailedException(
          prefix
              + " at "
              + S3Place.endpoint(s3)
              + " holds more than 10,000 keys. Nothing was returned. Name a longer prefix.");
    }
    return keys;
  }

  /**
   * Deletes the objects; answers how many there were.
   *
   * @throws ObjectsNotDeletedException when S3 refused some, after those that it deleted
   */
  int delete() {
    return delete(key -> true);
  }

  /** The same for those that fit. */
  int delete(Predicate<String> fits) {
    if (prefix.key().isEmpty()) {
      throw new TaskFailedException(
          "Deleting all of bucket "
              + prefix.bucket()
              + " at "
              + S3Place.endpoint(s3)
              + " was refused. Name a prefix.");
    }
    int asked = 0;
    List<S3Error> refused = new ArrayList<>();
    for (var page : pages()) {
      List<S3Object> objects =
          page.contents().stream().filter(object -> fits.test(object.key())).toList();
      refused.addAll(delete(objects));
      asked += objects.size();
    }
    if (!refused.isEmpty()) {
      throw new ObjectsNotDeletedException(
          prefix, S3Place.endpoint(s3), asked - refused.size(), refused);
    }
    return asked;
  }

  /** S3 answers 200 also when it has refused some of the keys, or all: those are the answer. */
  private List<S3Error> delete(List<S3Object> objects) {
    if (objects.isEmpty()) {
      return List.of();
    }
    List<ObjectIdentifier> keys =
        objects.stream().map(o -> ObjectIdentifier.builder().key(o.key()).build()).toList();
    Delete all = Delete.builder().objects(keys).quiet(true).build();
    return s3.deleteObjects(b -> b.bucket(prefix.bucket()).delete(all)).errors();
  }

  /**
   * The first key, in their order, that fits; empty when none does.
   *
   * @throws TaskFailedException when so many do not fit that looking at each again and again would
   *     be a burden
   * @throws MissingBucketException when the bucket is not there
   */
  Optional<String> first(Predicate<String> fits) {
    int looked = 0;
    try {
      for (S3Object object : pages().contents()) {
        if (fits.test(object.key())) {
          return Optional.of(object.key());
        }
        looked++;
        if (looked >= MOST_LOOKED_AT) {
          throw new TaskFailedException(
              "None of the first %,d keys of %s at %s fits. Begin the pattern with a longer prefix."
                  .formatted(looked, prefix, S3Place.endpoint(s3)));
        }
      }
    } catch (NoSuchBucketException e) {
      throw new MissingBucketException(prefix, S3Place.endpoint(s3));
    }
    return Optional.empty();
  }

  /** Of 1,000 keys each: as many as one call may delete. */
  private ListObjectsV2Iterable pages() {
    return s3.listObjectsV2Paginator(
        b -> b.bucket(prefix.bucket()).prefix(prefix.key()).maxKeys(1_000));
  }
}
