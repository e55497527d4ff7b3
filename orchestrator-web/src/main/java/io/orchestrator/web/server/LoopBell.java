package io.orchestrator.web.server;

import io.orchestrator.scheduler.SchedulerLoop;
import java.util.concurrent.atomic.AtomicReference;

/** Connects the alarm clock, which the loop needs, to the loop, which the alarm wakes. */
final class LoopBell implements Runnable {
  private final AtomicReference<SchedulerLoop> loop = new AtomicReference<>();

  void rings(SchedulerLoop awake) {
    loop.set(awake);
  }

  @Override
  public void run() {
    SchedulerLoop awake = loop.get();
    if (awake != null) {
      awake.wake();
    }
  }
}
