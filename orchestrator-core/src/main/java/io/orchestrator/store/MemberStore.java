package io.orchestrator.store;

import io.orchestrator.store.Member.Role;
import java.time.Duration;
import java.util.List;

/** Workers, schedulers and loaders, and when they were last heard of by the store's clock. */
public interface MemberStore {
  /** Notes a heartbeat. */
  void beat(Member.Identity identity);

  void goodbye(String name);

  /** Removes those that were not heard of for this long. */
  void forget(Duration silence);

  /** By name. */
  List<Member> seenWithin(Duration age);

  default List<Member> alive(Role role) {
    return seenWithin(Member.ALIVE).stream().filter(m -> m.role() == role).toList();
  }
}
