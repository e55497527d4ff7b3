package io.orchestrator.worker.process;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers that mark every process of a program: ten digits for the worker, eight for the program.
 *
 * <p>A program carries its tag twice: as the soft limit of file locks, which Linux has not enforced
 * since 2.4.25 but hands on to every descendant, through {@code setsid}, {@code env -i} and closed
 * descriptors alike; and as an environment variable, where no {@code prlimit} is installed.
 */
final class Tags {
  /** Environment variable with the tag. */
  static final String VARIABLE = "ORCHESTRATOR_PROGRAM";

  private static final long SPAN = 100_000_000L;
  private static final long SMALLEST = 1_000_000_000L;

  /** Keeps tags below the largest limit there is. */
  private static final long LARGEST = 9_000_000_000L;

  private final long worker;
  private final AtomicLong programs = new AtomicLong();

  private Tags(long worker) {
    this.worker = worker;
  }

  static Tags ofNewWorker() {
    return new Tags(SMALLEST + (long) (new SecureRandom().nextDouble() * (LARGEST - SMALLEST)));
  }

  static Tags ofWorker(String number) {
    return new Tags(Long.parseLong(number));
  }

  /** The worker's number, ten digits. */
  String worker() {
    return Long.toString(worker);
  }

  long next() {
    return worker * SPAN + programs.incrementAndGet() % SPAN;
  }

  /** Whether a tag belongs to one of this worker's programs. */
  boolean areWorkerOf(long tag) {
    return tag / SPAN == worker;
  }
}
