package io.orchestrator.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A process of this installation, as it was last heard of.
 *
 * @param identity what it says about itself
 * @param startedAt its first heartbeat
 * @param seenAt its last heartbeat
 */
public record Member(Identity identity, Instant startedAt, Instant seenAt) {
  /** How long after its last heartbeat a member counts as alive. */
  public static final Duration ALIVE = Duration.ofSeconds(30);

  /** After this long without a heartbeat a member is removed; it will not come back. */
  public static final Duration FORGOTTEN = Duration.ofHours(1);

  /** What a process is for. A server process has a member for each of its parts. */
  public enum Role {
    LOADER,
    SCHEDULER,
    WORKER;

    /** As it is stored and shown. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What a process says about itself with each heartbeat.
   *
   * @param name unique among the members that live
   * @param slots attempts it runs at the same time; 0 unless it is a worker
   * @param queues queues it serves; empty unless it is a worker
   * @param trouble a sentence on what keeps it from its work; absent when it is well
   */
  public record Identity(
      String name,
      Role role,
      String hostname,
      long pid,
      int slots,
      List<String> queues,
      @Nullable String trouble) {
    public Identity {
      queues = List.copyOf(queues);
    }

    /** One that is well. */
    public Identity(
        String name, Role role, String hostname, long pid, int slots, List<String> queues) {
      this(name, role, hostname, pid, slots, queues, null);
    }

    public Identity withTrouble(@Nullable String words) {
      return new Identity(name, role, hostname, pid, slots, queues, words);
    }

    /** Whether both are one process, not one that took the name of another. */
    public boolean sameProcess(Identity other) {
      return pid == other.pid && hostname.equals(other.hostname);
    }
  }

  public String name() {
    return identity.name();
  }

  public Role role() {
    return identity.role();
  }

  /** What keeps it from its work. */
  public Optional<String> trouble() {
    return Optional.ofNullable(identity.trouble());
  }

  public boolean alive(Instant now) {
    return !seenAt.isBefore(now.minus(ALIVE));
  }
}
