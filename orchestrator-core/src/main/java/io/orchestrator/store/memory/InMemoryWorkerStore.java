package io.orchestrator.store.memory;

import io.orchestrator.store.WorkerStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Processes that live. */
final class InMemoryWorkerStore implements WorkerStore {
  private final Tables rows;
  private final Instant now;

  InMemoryWorkerStore(Tables rows, Instant now) {
    this.rows = rows;
    this.now = now;
  }

  @Override
  public void beat(String name, String role, String hostname, long pid, int slots) {
    Instant started =
        rows.members
            .find(name)
            .filter(m -> m.pid() == pid && m.hostname().equals(hostname))
            .map(Member::startedAt)
            .orElse(now);
    rows.members.put(name, new Member(name, role, hostname, pid, slots, started, now));
  }

  @Override
  public void goodbye(String name) {
    rows.members.remove(name);
  }

  @Override
  public void forget(Duration silence) {
    Instant since = now.minus(silence);
    rows.members.removeIf(m -> m.seenAt().isBefore(since));
  }

  @Override
  public List<Member> seenWithin(Duration age) {
    Instant since = now.minus(age);
    return rows.members.stream().filter(m -> !m.seenAt().isBefore(since)).toList();
  }

  @Override
  public List<Member> all() {
    return List.copyOf(rows.members.all());
  }
}
