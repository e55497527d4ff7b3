package io.orchestrator.web.ui.shell;

import io.orchestrator.store.Member;
import io.orchestrator.store.Member.Role;
import io.orchestrator.store.Overview;
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
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Reads what surrounds every page. The counts are of the page's own moment; how the parts are is
 * kept for a second, so that a burst of pages asks once.
 */
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

  /**
   * One reading.
   *
   * @param at when the health was read
   * @param answered whether the store did
   */
  record Reading(Instant at, ShellView.Counts counts, ShellView.Health health, boolean answered) {}

  /** For a page that reads nothing itself. Never throws: without the store the page says so. */
  Reading read() {
    return kept().orElseGet(this::fresh);
  }

  /** For the page that is read with it. */
  Reading read(Snapshot snapshot) {
    Overview.Standing standing = snapshot.queries().standing();
    ShellView.Counts counts = new ShellView.Counts(standing.runs(), standing.importProblems());
    Reading read =
        kept()
            .filter(Reading::answered)
            .map(known -> new Reading(known.at(), counts, known.health(), true))
            .orElseGet(() -> new Reading(clock.instant(), counts, health(snapshot.tx()), true));
    last = Optional.of(read);
    return read;
  }

  private Optional<Reading> kept() {
    Instant since = clock.instant().minus(KEPT);
    return last.filter(known -> known.at().isAfter(since));
  }

  private Reading fresh() {
    try {
      return snapshots.read(this::read);
    } catch (StoreUnavailableException e) {
      Reading away =
          new Reading(
              clock.instant(),
              ShellView.Counts.NONE,
              new ShellView.Health(
                  "bad", "Database does not answer", "", String.valueOf(e.getMessage())),
              false);
      last = Optional.of(away);
      return away;
    }
  }

  private static ShellView.Health health(StoreTransaction tx) {
    return health(tx.members().seenWithin(Member.ALIVE), tx.now());
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
