package io.orchestrator.task;

import io.orchestrator.connection.SecretMask;
import io.orchestrator.dag.Dag;
import io.orchestrator.execution.AttemptGoneException;
import io.orchestrator.execution.FinishReport;
import io.orchestrator.execution.FinishReport.End;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.execution.XComBounds;
import io.orchestrator.model.BranchDecision;
import io.orchestrator.model.ParamCheck;
import io.orchestrator.model.TaskModel;
import io.orchestrator.operator.SensorBody;
import io.orchestrator.operator.TaskBody;
import io.orchestrator.operator.TaskFailedException;
import io.orchestrator.operator.TaskOutcome;
import io.orchestrator.operator.TaskSkippedException;
import io.orchestrator.timetable.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.slf4j.event.Level;

/**
 * Runs one attempt of one task on the calling thread, from its first log line to its report. Knows
 * neither HTTP nor threads nor files: workers and {@code DagTester} run tasks through this class.
 */
public final class TaskRunner {
  private static final int LONGEST_REASON = 1_000;
  private static final String RETURN_VALUE = "return_value";
  private final Dag dag;
  private final WorkItem item;
  private final TaskPorts ports;
  private final SecretMask secrets;
  private final Facts facts;
  private final AttemptContext context;
  private final ParamCheck.Merged params;
  private final AtomicReference<String> ended = new AtomicReference<>();

  /** When it began, since the claim. */
  private volatile Duration began = Duration.ZERO;

  /**
   * @param dag the DAG as the code of the item's version defines it
   */
  public TaskRunner(Dag dag, WorkItem item, TaskPorts ports) {
    this.dag = dag;
    this.item = item;
    this.ports = ports;
    this.secrets = ports.log().secrets();
    this.facts = new Facts(ports);
    this.params = ParamCheck.merge(dag.model(), item.run().conf());
    this.context = new AttemptContext(item, params.params(), ports, facts);
  }

  /**
   * Runs the attempt. Whatever the task throws becomes part of the report.
   *
   * @throws AttemptGoneException when the attempt was ended by others: there is nothing to report
   */
  public FinishReport run() {
    began = ports.sinceClaim();
    writeHead();
    FinishReport report;
    try {
      report = refusal().orElseGet(this::execute);
      facts.flush();
    } catch (AttemptGoneException e) {
      context.write(Level.WARN, StackText.message(e));
      throw e;
    }
    String reason = ended.get();
    FinishReport last = reason == null ? report : failed(End.FAILED, reason);
    writeTail(last);
    return last;
  }

  /**
   * Says from another thread that the attempt ends now: it fails (a retry may follow) whatever its
   * code still answers. Interrupting the thread of {@link #run} and {@link #kill} are the caller's
   * part.
   *
   * @param reason one line for people
   * @return false when it had been ended before
   */
  public boolean end(String reason) {
    boolean first = ended.compareAndSet(null, reason);
    context.end();
    if (first) {
      context.write(Level.WARN, "Ending the task: " + reason);
    }
    return first;
  }

  /** Calls the task's {@code onKill}: user code, which may hang. */
  public void kill() {
    try {
      dag.body(item.task().taskId()).onKill(context);
    } catch (Exception | LinkageError | StackOverflowError | OutOfMemoryError e) {
      context.write(Level.WARN, "onKill failed; what it should end may still run.");
      context.write(Level.WARN, e);
    }
  }

  /** The report of an attempt that was ended and whose code does not come back. */
  public FinishReport abandon(String reason) {
    FinishReport report = failed(End.FAILED, reason);
    writeTail(report);
    return report;
  }

  private Optional<FinishReport> refusal() {
    if (!dag.structureHash().equals(item.version().structureHash())) {
      return Optional.of(refused(otherStructure()));
    }
    if (!params.valid()) {
      return Optional.of(
          refused(
              params.problems().stream()
                  .map(ParamCheck.ParamProblem::message)
                  .collect(Collectors.joining("; "))));
    }
    return Optional.empty();
  }

  private String otherStructure() {
    return ("The code of DAG %s defines another structure here (%s) than in the run's version"
            + " %s (%s). The task was not started. Let define depend on nothing but its code:"
            + " no clock, no chance, no environment, no files.")
        .formatted(
            item.task().dagId(),
            dag.structureHash(),
            item.version().id(),
            item.version().structureHash());
  }

  private FinishReport refused(String reason) {
    context.write(Level.ERROR, reason);
    return failed(End.FAILED_FINALLY, reason);
  }

  /** Errors are caught as well: one task's stack overflow must not take the worker along. */
  private FinishReport execute() {
    if (ended.get() != null) {
      return failed(End.FAILED, "ended before it began");
    }
    TaskBody body = dag.body(item.task().taskId());
    try {
      context.renderFields(
          dag.model().task(item.task().taskId()).map(TaskModel::templates).orElse(Map.of()));
      return report(body, body.run(context));
    } catch (AttemptGoneException e) {
      throw e;
    } catch (Throwable e) {
      return thrown(body, e);
    }
  }

  private FinishReport report(TaskBody body, TaskOutcome outcome) {
    if (outcome instanceof TaskOutcome.Success success) {
      return succeeded(success);
    }
    if (outcome instanceof TaskOutcome.Skipped skipped) {
      return new FinishReport(End.SKIPPED, reason(skipped.reason()), Map.of(), null, null);
    }
    if (outcome instanceof TaskOutcome.Reschedule later) {
      return notReady(body, later);
    }
    if (outcome instanceof TaskOutcome.Failed failed) {
      context.write(Level.ERROR, failed.message());
      failed.cause().ifPresent(cause -> context.write(Level.ERROR, cause));
      return failed(failed.retryable() ? End.FAILED : End.FAILED_FINALLY, failed.message());
    }
    throw new TaskFailedException("Task " + item.task().taskId() + " answered no outcome");
  }

  private FinishReport succeeded(TaskOutcome.Success success) {
    Map<String, String> xcoms = new HashMap<>(context.pushed());
    if (success.result() != null) {
      xcoms.put(
          RETURN_VALUE,
          XComJson.write(success.result(), "the result of task " + item.task().taskId()));
    }
    XComJson.require(XComBounds.problem(xcoms));
    success.decision().ifPresent(d -> context.write(Level.INFO, d.words()));
    BranchDecision decision = success.decision().map(this::told).orElse(null);
    return new FinishReport(End.SUCCESS, "", xcoms, decision, null);
  }

  private BranchDecision told(BranchDecision made) {
    return new BranchDecision(made.kind(), made.chosen(), secrets.mask(made.words()));
  }

  private FinishReport notReady(TaskBody body, TaskOutcome.Reschedule later) {
    if (body instanceof SensorBody sensor) {
      Duration most =
          Optional.ofNullable(item.limits().executionTimeout()).orElse(SensorBody.DEFAULT_TIMEOUT);
      Duration waited = waited();
      if (waited.compareTo(most) > 0) {
        String reason =
            "The condition did not hold within %s; waited %s"
                .formatted(Durations.exact(most), Durations.exact(waited));
        context.write(Level.ERROR, reason);
        return sensor.softFail()
            ? new FinishReport(End.SKIPPED, reason, Map.of(), null, null)
            : failed(End.FAILED_FINALLY, reason);
      }
    }
    return new FinishReport(End.NOT_READY, reason(later.why()), Map.of(), null, later.delay());
  }

  /** Since the first poke of this try. Two moments are compared only if one clock told both. */
  private Duration waited() {
    Instant first = item.begun().firstPokeAt();
    return first == null
        ? ports.sinceClaim().minus(began)
        : Duration.between(first, item.claimedAt()).plus(ports.sinceClaim());
  }

  private FinishReport thrown(TaskBody body, Throwable e) {
    if (e instanceof TaskSkippedException) {
      return new FinishReport(End.SKIPPED, reason(StackText.message(e)), Map.of(), null, null);
    }
    if (e instanceof InterruptedException && ended.get() != null) {
      return failed(End.FAILED, "interrupted");
    }
    context.write(Level.ERROR, e);
    if (e instanceof TaskFailedException) {
      boolean soft = body instanceof SensorBody sensor && sensor.softFail();
      String reason = StackText.message(e).lines().findFirst().orElse("failed without a message");
      return failed(soft ? End.SKIPPED : End.FAILED_FINALLY, reason);
    }
    return failed(End.FAILED, StackText.oneLine(e));
  }

  private FinishReport failed(End end, String reason) {
    return new FinishReport(end, reason(reason), Map.of(), null, null);
  }

  private String reason(String text) {
    String masked = secrets.mask(text);
    return masked.length() > LONGEST_REASON ? masked.substring(0, LONGEST_REASON) + "…" : masked;
  }

  private void writeHead() {
    context.write(
        Level.INFO,
        "Task %s.%s%s of run %s, try %s of %s, on worker %s, DAG version %s"
            .formatted(
                item.task().dagId(),
                item.task().taskId(),
                item.task().mapIndex() < 0 ? "" : "[" + item.task().mapIndex() + "]",
                item.task().runId(),
                item.task().tryNumber(),
                item.limits().maxTries(),
                ports.worker(),
                item.version().id()));
  }

  private void writeTail(FinishReport report) {
    Duration took = ports.sinceClaim().minus(began);
    String words =
        switch (report.end()) {
          case SUCCESS -> "Task succeeded";
          case SKIPPED -> "Task skipped";
          case FAILED -> "Task failed";
          case FAILED_FINALLY -> "Task failed for good";
          case NOT_READY -> "Not ready";
        };
    boolean bad = report.end() == End.FAILED || report.end() == End.FAILED_FINALLY;
    String why = report.reason().isEmpty() ? "" : ": " + report.reason();
    context.write(bad ? Level.ERROR : Level.INFO, words + " after " + Durations.exact(took) + why);
  }
}
