package io.orchestrator.worker;

import io.orchestrator.execution.AttemptToken;
import io.orchestrator.execution.ExecutionApi.StartReport;
import io.orchestrator.execution.ExecutionApi.WorkerInfo;
import io.orchestrator.execution.http.CallRefusedException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the server that attempts start, again and again until it answers: one that it has started
 * and whose worker gave up would fail when its lease ends, although its code never ran. Heartbeats
 * keep the leases meanwhile.
 */
final class Starts {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private final StartReport report;
  private final Surroundings around;
  private final Troubles troubles;
  private final BooleanSupplier stopping;

  Starts(WorkerInfo info, Surroundings around, Troubles troubles, BooleanSupplier stopping) {
    this.report = new StartReport(info.name(), info.hostname(), info.pid());
    this.around = around;
    this.troubles = troubles;
    this.stopping = stopping;
  }

  /** Those of the attempts that may run. */
  List<Attempt> confirmed(List<Attempt> taken) {
    List<Attempt> open = taken;
    try {
      for (int failures = 1; !open.isEmpty() && !stopping.getAsBoolean(); failures++) {
        try {
          List<Attempt> confirmed = started(open);
          troubles.succeeded();
          return confirmed;
        } catch (CallRefusedException e) {
          if (!e.mayPass()) {
            LOG.error("The starts of {} were refused", names(open), e);
            return List.of();
          }
          troubles.failed(e);
        } catch (RuntimeException | OutOfMemoryError e) {
          troubles.failed(e);
        }
        around.waits().pause(Worker.PAUSES.after(failures));
        open = open.stream().filter(this::mayStill).toList();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    LOG.warn(
        "{} were not started, because the server did not confirm it in time. It hands them out"
            + " again, or fails those that count as started, when their leases end.",
        names(taken));
    return List.of();
  }

  private List<Attempt> started(List<Attempt> open) {
    List<AttemptToken> tokens = open.stream().map(attempt -> attempt.item().token()).toList();
    Set<AttemptToken> gone = new HashSet<>(around.api().start(tokens, report));
    return open.stream().filter(attempt -> !gone.contains(attempt.item().token())).toList();
  }

  private boolean mayStill(Attempt attempt) {
    return attempt.ending().isEmpty() && !attempt.leaseInDanger(around.waits().nanos());
  }

  private static List<String> names(List<Attempt> attempts) {
    return attempts.stream().map(Attempt::name).toList();
  }
}
