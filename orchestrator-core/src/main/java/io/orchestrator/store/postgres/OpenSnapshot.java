package io.orchestrator.store.postgres;

/**
 * A thread that has a snapshot open takes no second connection: if all connections of a pool were
 * held by threads that wait for another, none would ever come back.
 */
final class OpenSnapshot {
  private static final ThreadLocal<Boolean> OPEN = ThreadLocal.withInitial(() -> false);

  private OpenSnapshot() {}

  static void begin() {
    OPEN.set(true);
  }

  static void end() {
    OPEN.remove();
  }

  /** Called before a connection is taken. */
  static void refuseAnother() {
    if (OPEN.get()) {
      throw new IllegalStateException(
          "A snapshot is open on this thread. Nothing was read or changed. Use what it hands out,"
              + " or end it first.");
    }
  }
}
