package io.orchestrator.worker.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Programs that can be told from everybody else's: sleeps of a length nobody else uses. */
final class Sleepers {
  private final String seconds = "9999" + ThreadLocalRandom.current().nextInt(10_000, 99_999);

  /** A program and its argument. */
  String command() {
    return "sleep " + seconds;
  }

  /** Living ones, zombies left out. */
  List<ProcessHandle> living() {
    return ProcessHandle.allProcesses().filter(this::isOne).toList();
  }

  private boolean isOne(ProcessHandle process) {
    String[] arguments = process.info().arguments().orElse(new String[0]);
    return arguments.length == 1 && arguments[0].equals(seconds);
  }

  void awaitCount(int count) {
    await(() -> living().size() == count);
  }

  static void await(BooleanSupplier condition) {
    long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("did not come true in 20 s");
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  void killAll() {
    living().forEach(ProcessHandle::destroyForcibly);
  }
}
