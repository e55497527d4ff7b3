package io.orchestrator.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Workers, schedulers and loaders that said they live, by the store's clock. */
public interface WorkerStore {
  /** Who was not heard of for so long will not come back by its name; nobody shows it. */
  Duration FORGOTTEN = Duration.ofHours(1);

  /**
   * A process of ours.
   *
   * @param role worker, scheduler or loader
   * @param slots attempts it runs at the same time; 0 unless it is a worker
   * @param queues queues it serves; empty unless it is a worker
   */
  record Member(
      String name,
      String role,
      String hostname,
      long pid,
      int slots,
      List<String> queues,
      Instant startedAt,
      Instant seenAt) {}

  void beat(Beat beat);

  /** A process says that it lives; the parts are those of {@link Member}. */
  record Beat(
      String name, String role, String hostname, long pid, int slots, List<String> queues) {}

  void goodbye(String name);

  /** Removes those that were not heard of for so long. */
  void forget(Duration silence);

  List<Member> seenWithin(Duration age);

  List<Member> all();
}
