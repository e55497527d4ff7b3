package io.orchestrator.worker;

import io.orchestrator.execution.AttemptToken;
import io.orchestrator.execution.ExecutionApi.WorkerInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Keeps the attempts that a worker holds: heartbeats renew their leases. Ends those that it must
 * not keep: taken away, out of reach of the server, beyond their time. {@link #beat} and {@link
 * #watch} are one turn each of loops that {@link WorkerThreads} drives; tests drive them by hand.
 */
final class KeepAlive {
  private static final Duration LONGEST_BEAT = Duration.ofSeconds(5);
  private static final int BEATS_PER_LEASE = 3;

  /** What ignores its interrupt for so long is reported without it. */
  private static final Duration IGNORED = Duration.ofSeconds(10);

  private final WorkerInfo info;
  private final Surroundings around;
  private final HeldAttempts attempts;
  private final Troubles troubles;
  private final LastWord lastWord;
  private final DiskWatch disk;
  private final Heartbeats heartbeats;

  /** How heartbeats are sent. */
  interface Heartbeats {
    /** Extends leases; answers the tokens that are gone. */
    List<AttemptToken> heartbeat(WorkerInfo worker, List<AttemptToken> running);
  }

  KeepAlive(
      WorkerInfo info,
      Surroundings around,
      HeldAttempts attempts,
      Troubles troubles,
      DiskWatch disk,
      Heartbeats heartbeats) {
    this.info = info;
    this.around = around;
    this.attempts = attempts;
    this.troubles = troubles;
    this.disk = disk;
    this.heartbeats = heartbeats;
    this.lastWord = new LastWord(around.processes());
  }

  /** Wait between two heartbeats. */
  Duration beatInterval() {
    return attempts
        .shortestLease()
        .map(lease -> lease.dividedBy(BEATS_PER_LEASE))
        .filter(third -> third.compareTo(LONGEST_BEAT) < 0)
        .orElse(LONGEST_BEAT);
  }

  /** One heartbeat for all attempts; whether the server answered. */
  boolean beat() {
    Map<AttemptToken, Attempt> running = attempts.held();
    long sentAt = around.waits().nanos();
    List<AttemptToken> gone;
    try {
      WorkerInfo now = info.withTrouble(disk.trouble().orElse(null));
      gone = heartbeats.heartbeat(now, List.copyOf(running.keySet()));
      troubles.succeeded();
    } catch (RuntimeException e) {
      troubles.failed(e);
      return false;
    }
    attempts.answered(running, gone, sentAt);
    return true;
  }

  /** Looks at deadlines: leases, execution time-outs, code that ignores its end. */
  void watch() {
    long now = around.waits().nanos();
    lastWord.say(attempts.alive(), now);
    for (Attempt attempt : attempts.alive()) {
      if (attempt.ending().isPresent()) {
        long since = now - attempt.ending().get().at();
        if (since > IGNORED.toNanos()) {
          attempt.abandon();
        }
      } else if (attempt.leaseInDanger(now)) {
        attempt.end(
            false,
            "The server did not answer for so long that the attempt's lease may end. It is ended"
                + " here before it can be started elsewhere.");
      } else {
        checkTimeout(attempt, now);
      }
    }
  }

  private static void checkTimeout(Attempt attempt, long now) {
    Duration most = attempt.item().limits().executionTimeout();
    if (most != null && attempt.running(now).filter(d -> d.compareTo(most) > 0).isPresent()) {
      attempt.end(true, "The task timed out after " + seconds(most) + " s (executionTimeout).");
    }
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? Long.toString(duration.toSeconds())
        : Double.toString(duration.toMillis() / 1000.0);
  }
}
