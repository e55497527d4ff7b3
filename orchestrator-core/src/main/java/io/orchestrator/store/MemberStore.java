package io.orchestrator.store;

import io.orchestrator.store.Member.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Workers, schedulers and loaders, and when they were last heard of by the store's clock. */
public interface MemberStore {
  /** Notes a heartbeat. */
  void beat(Member.Identity identity);

  void goodbye(String name);

  /**
   * Notes which process goes by the name of a worker from now on; nothing when it is the one that
   * did last.
   */
  void goesBy(String worker, WorkerProcess process);

  /** Processes that went by the name of a worker, the latest first. */
  List<WorkerProcess> processes(String worker);

  /**
   * A process that went by the name of a worker until another did.
   *
   * @param id made by chance when it began: a pid is used again, by each container even the same
   * @param since by the store's clock, before anything was claimed for it by its stream
   */
  record WorkerProcess(UUID id, String hostname, long pid, Instant since) {}

  /** Removes those that were not heard of for this long. */
  void forget(Duration silence);

  /** By name. */
  List<Member> seenWithin(Duration age);

  default List<Member> alive(Role role) {
    return seenWithin(Member.ALIVE).stream().filter(m -> m.role() == role).toList();
  }
}
