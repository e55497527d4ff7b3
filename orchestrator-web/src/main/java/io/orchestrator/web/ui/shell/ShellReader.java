package io.orchestrator.web.ui.shell;

import io.orchestrator.run.RunState;
import io.orchestrator.store.Member;
import io.orchestrator.store.Member.Role;
import io.orchestrator.store.Snapshot;
import io.orchestrator.store.Snapshots;
import io.orchestrator.store.StoreTransaction;
import io.orchestrator.store.StoreUnavailableException;
import io.orchestrator.timetable.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads what surrounds every page; kept for a second, so that a burst of pages asks once. */
@Component
class ShellReader {
  private static final Duration KEPT = Duration.ofSeconds(1);

  private final Snapshots snapshots;
  private final InstantSource clock;
  private volatile Optional<Reading> last = Optional.empty();

  ShellReader(Snapshots snapshots, InstantSource clock) {
    this.snapshots = snapshots;
    this.clock = clock;
  }

  /** One reading. */
  record Reading(Instant at, ShellView.Counts counts, ShellView.Health health) {}

  /** Never throws: without the store the page says so. */
  Reading read() {
    Instant now = clock.instant();
    Reading known = last.orElse(null);
    if (known != null && Duration.between(known.at(), now).compareTo(KEPT) < 0) {
      return known;
    }
    Reading fresh = fresh(now);
    last = Optional.of(fresh);
    return fresh;
  }

  private Reading fresh(Instant now) {
    try {
      return snapshots.read(snapshot -> of(snapshot, now));
    } catch (StoreUnavailableException e) {
      return new Reading(
          now,
          ShellView.Counts.NONE,
          new ShellView.Health(
              "bad", "Database does not answer", "", String.valueOf(e.getMessage())));
    }
  }

  /** What the page that is read with it may not contradict. */
  Reading read(Snapshot snapshot) {
    Reading fresh = of(snapshot, clock.instant());
    last = Optional.of(fresh);
    return fresh;
  }

  private static Reading of(Snapshot snapshot, Instant now) {
    StoreTransaction tx = snapshot.tx();
    Map<RunState, Long> runs = snapshot.queries().runCounts(Duration.ofMinutes(1));
    long running = runs.getOrDefault(RunState.RUNNING, 0L);
    return new Reading(
        now,
        new ShellView.Counts(running, tx.dags().importProblems().size()),
        health(tx.members().seenWithin(Member.ALIVE), tx.now()));
  }

  static ShellView.Health health(List<Member> alive, Instant now) {
    List<String> missing = new ArrayList<>();
    for (Role role : List.of(Role.SCHEDULER, Role.WORKER)) {
      if (alive.stream().noneMatch(m -> m.role() == role)) {
        missing.add("No " + role.text() + " answers");
      }
    }
    if (!missing.isEmpty()) {
      return new ShellView.Health("bad", missing.get(0), "", String.join(". ", missing));
    }
    String age =
        alive.stream()
            .map(Member::seenAt)
            .min(Comparator.naturalOrder())
            .map(seen -> Duration.ofSeconds(Duration.between(seen, now).toSeconds()))
            .map(Durations::text)
            .orElse("");
    return new ShellView.Health("", "All parts healthy", age, "Longest silence of a live part");
  }
}
