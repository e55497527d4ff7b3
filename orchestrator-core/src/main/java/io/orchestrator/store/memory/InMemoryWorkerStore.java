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
  public void beat(Beat beat) {
    Instant started =
        rows.members
            .find(beat.name())
            .filter(m -> m.pid() == beat.pid() && m.hostname().equals(beat.hostname()))
            .map(Member::startedAt)
            .orElse(now);
    rows.members.put(
        beat.name(),
        new Member(
            beat.name(),
            beat.role(),
            beat.hostname(),
            beat.pid(),
            beat.slots(),
            List.copyOf(beat.queues()),
            started,
            now));
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
