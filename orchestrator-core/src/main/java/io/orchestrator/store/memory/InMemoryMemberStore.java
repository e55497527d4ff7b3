package io.orchestrator.store.memory;

import io.orchestrator.store.Member;
import io.orchestrator.store.Member.Identity;
import io.orchestrator.store.MemberStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Processes that live. */
record InMemoryMemberStore(Tables rows, Instant now) implements MemberStore {
  @Override
  public void beat(Identity identity) {
    Instant started =
        rows.members
            .find(identity.name())
            .filter(m -> m.identity().sameProcess(identity))
            .map(Member::startedAt)
            .orElse(now);
    rows.members.put(identity.name(), new Member(identity, started, now));
  }

  @Override
  public void goodbye(String name) {
    rows.members.remove(name);
  }

  @Override
  public void goesBy(String worker, WorkerProcess process) {
    List<WorkerProcess> before = processes(worker);
    if (before.isEmpty() || !before.get(0).id().equals(process.id())) {
      List<WorkerProcess> now = new ArrayList<>(before);
      now.add(0, process);
      rows.processes.put(worker, List.copyOf(now));
    }
  }

  @Override
  public List<WorkerProcess> processes(String worker) {
    return rows.processes.find(worker).orElse(List.of());
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
}
