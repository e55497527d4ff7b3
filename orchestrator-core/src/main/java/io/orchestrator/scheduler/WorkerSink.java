package io.orchestrator.scheduler;

import io.orchestrator.execution.WorkItem;
import java.util.List;

/** Where work for one connected worker goes. Asked on the scheduler's thread: it never blocks. */
public interface WorkerSink {
  /**
   * How many signs of life were heard of the worker; what it is given says so, and it knows by that
   * how old it may be.
   */
  long heard();

  /**
   * Takes what was claimed for the worker and so runs.
   *
   * @param heard what {@link #heard} was before it was claimed
   * @return false when the worker cannot be reached any more: the items are another's
   */
  boolean offer(List<WorkItem> items, long heard);
}
