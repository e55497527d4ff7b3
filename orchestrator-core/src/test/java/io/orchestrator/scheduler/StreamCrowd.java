package io.orchestrator.scheduler;

import io.orchestrator.execution.AttemptToken;
import io.orchestrator.execution.FinishReport.End;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.store.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * Workers with streams in a simulated world: connections break, items are lost on their way or lie
 * there for long, processes die and others take their names. It notes which programs began.
 */
final class StreamCrowd {
  private static final Duration MOST = Engine.LEASE.multipliedBy(4).dividedBy(5);
  private final Random chance;
  private final Engine engine;
  private final List<ConnectedWorkers> nodes;
  private final List<Member> members = new ArrayList<>();
  private final Set<String> begun = new HashSet<>();
  private final List<String> violations = new ArrayList<>();

  /** One process, and when it said what. */
  private static final class Member {
    final StreamedWorker worker;
    final Map<Long, Instant> saidAt = new HashMap<>();
    final Map<AttemptToken, Instant> leaseFrom = new HashMap<>();
    final List<WorkItem> running = new ArrayList<>();
    long beats;
    boolean connected;

    Member(StreamedWorker worker) {
      this.worker = worker;
    }

    /** Numbers of beats are those of one connection. */
    void noteLeases() {
      for (WorkItem item : worker.received) {
        long heard = Objects.requireNonNull(worker.heardBefore.get(item.token()));
        leaseFrom.putIfAbsent(item.token(), saidAt.getOrDefault(heard, Instant.EPOCH));
      }
    }
  }

  StreamCrowd(Random chance, Engine engine, List<ConnectedWorkers> nodes) {
    this.chance = chance;
    this.engine = engine;
    this.nodes = nodes;
    members.add(member("s0"));
    members.add(member("s1"));
  }

  private Member member(String name) {
    UUID process = new UUID(chance.nextLong(), chance.nextLong());
    return new Member(new StreamedWorker(name, 2, process));
  }

  /** Something happens to one of them. */
  void something() {
    int which = chance.nextInt(members.size());
    Member member = members.get(which);
    if (!member.connected) {
      connect(member);
      return;
    }
    switch (chance.nextInt(12)) {
      case 0 -> breakOff(member);
      case 1 -> member.worker.losing = true;
      case 2 -> member.worker.reachable = false;
      case 3 -> beat(member);
      case 4 -> handBack(member);
      case 5 -> members.set(which, member(member.worker.info.name()));
      case 6 -> giveUp(member);
      case 7, 8 -> begin(member);
      default -> end(member, chance.nextInt(4) == 0 ? End.FAILED : End.SUCCESS);
    }
  }

  /** The connection goes; what the worker holds it goes on with. */
  private void breakOff(Member member) {
    member.connected = false;
    if (chance.nextBoolean()) {
      member.worker.stream().close();
    }
    // Or nobody has told the server, which goes on sending into nothing.
    member.worker.losing = true;
  }

  private void connect(Member member) {
    member.noteLeases();
    member.saidAt.clear();
    member.beats = 0;
    member.saidAt.put(0L, engine.clock.instant());
    member.worker.connect(nodes.get(chance.nextInt(nodes.size())));
    member.connected = true;
    member.running.removeIf(item -> member.worker.gone.contains(item.token()));
    member.worker.received.removeIf(item -> member.worker.gone.contains(item.token()));
  }

  private void beat(Member member) {
    member.saidAt.put(++member.beats, engine.clock.instant());
    member
        .worker
        .beat()
        .forEach(
            gone -> {
              member.worker.held.remove(gone);
              member.running.removeIf(item -> item.token().equals(gone));
              member.worker.received.removeIf(item -> item.token().equals(gone));
            });
  }

  /** Begins what came last, unless its lease may have ended by what this worker knows. */
  private void begin(Member member) {
    if (member.worker.received.isEmpty()) {
      return;
    }
    member.noteLeases();
    WorkItem item = member.worker.next();
    Instant from = Objects.requireNonNull(member.leaseFrom.get(item.token()));
    if (engine.clock.instant().isAfter(from.plus(MOST))) {
      member.worker.held.remove(item.token());
      member.worker.stream().notBegun(List.of(item.token()));
      member.worker.stream().freed(1);
      return;
    }
    String name = item.task().runId() + "/" + item.task().taskId() + "/" + item.task().tryNumber();
    if (!begun.add(name)) {
      violations.add("a program began twice: " + name);
    }
    member.running.add(item);
  }

  private void end(Member member, End end) {
    if (!member.running.isEmpty()) {
      member.worker.end(member.running.remove(0), end);
    }
  }

  private void handBack(Member member) {
    if (!member.worker.received.isEmpty()) {
      WorkItem item = member.worker.next();
      member.worker.held.remove(item.token());
      member.worker.stream().notBegun(List.of(item.token()));
      member.worker.stream().freed(1);
    }
  }

  /** Something ran and is not reported. */
  private void giveUp(Member member) {
    if (!member.running.isEmpty()) {
      WorkItem item = member.running.remove(0);
      member.worker.held.remove(item.token());
      member.worker.over.add(item.token());
      member.worker.stream().freed(1);
    }
  }

  /** No faults any more: everybody connects anew and does what there is to do. */
  void calm() {
    for (Member member : members) {
      tried(() -> connect(member));
      for (int i = 0; i < 20; i++) {
        tried(() -> beat(member));
        tried(() -> begin(member));
        tried(() -> end(member, End.SUCCESS));
      }
    }
  }

  private static void tried(Runnable step) {
    try {
      step.run();
    } catch (StoreUnavailableException e) {
      // It is tried again with the next turn.
    }
  }

  List<String> violations() {
    return violations;
  }
}
