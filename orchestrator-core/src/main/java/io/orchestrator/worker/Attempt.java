package io.orchestrator.worker;

import io.orchestrator.code.InvalidCodeException;
import io.orchestrator.execution.AttemptGoneException;
import io.orchestrator.execution.ExecutionApi.WorkerInfo;
import io.orchestrator.execution.FinishReport;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.operator.ProcessLauncher;
import io.orchestrator.task.TaskRunner;
import io.orchestrator.tasklog.TaskLogKey;
import io.orchestrator.worker.log.AttemptLog;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One claimed attempt on this worker: its thread, its end from outside, and its one report. Exactly
 * one of the thread and {@link #abandon} reports.
 */
final class Attempt {
  /** How long a report waits for what ends the task's work elsewhere. */
  private static final Duration KILL_WAIT = Duration.ofSeconds(5);

  /** Longest time between SIGTERM and SIGKILL. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);
  private final WorkItem item;
  private final WorkerInfo worker;
  private final Surroundings around;
  private final Owner owner;

  /** Counted down by {@code onKill} and by the end of the processes. */
  private final CountDownLatch killed = new CountDownLatch(2);

  private final long claimedAt;
  private volatile long leaseFrom;
  private volatile @Nullable Ending ending;
  private boolean concluded;
  private boolean ran;
  private @Nullable Thread thread;
  private boolean interruptible;
  private @Nullable TaskRunner runner;
  private @Nullable AttemptLog log;
  private @Nullable Long startedAt;

  /** Hears of the attempt's steps. */
  interface Owner {
    /** Runs something on another thread. */
    void spawn(String name, Runnable work);

    /** The thread has ended its work: its slot is free. */
    void slotFree(Attempt attempt);

    /** Nothing will be reported of it. */
    void dropped(Attempt attempt);

    /** Report it until there is an answer. */
    void report(Attempt attempt, FinishReport report);
  }

  /**
   * @param leaseFrom when something was said that the server had heard before it made the lease
   */
  Attempt(WorkItem item, WorkerInfo worker, Surroundings around, Owner owner, long leaseFrom) {
    this.item = item;
    this.worker = worker;
    this.around = around;
    this.owner = owner;
    this.claimedAt = around.waits().nanos();
    this.leaseFrom = leaseFrom;
  }

  WorkItem item() {
    return item;
  }

  /** For logs and processes. */
  String name() {
    String map = item.task().mapIndex() < 0 ? "" : "[" + item.task().mapIndex() + "]";
    return "%s/%s/%s%s/%s"
        .formatted(
            item.task().dagId(),
            item.task().runId(),
            item.task().taskId(),
            map,
            item.task().tryNumber());
  }

  /** A heartbeat that was sent at this time extended the lease. */
  void leaseConfirmed(long sentAt) {
    leaseFrom = sentAt;
  }

  /** Whether the lease may end soon for the server, by what this worker knows. */
  boolean leaseInDanger(long now) {
    // A fifth is left for ending it, before others may start it.
    return now - leaseFrom > item.limits().lease().toNanos() / 5 * 4;
  }

  /**
   * When its programs must be gone, by {@code Waits.nanos}: with a tenth of the lease to spare. It
   * moves on with each {@link #leaseConfirmed}.
   */
  long programsEndBy() {
    return leaseFrom + item.limits().lease().toNanos() / 10 * 9;
  }

  private Duration grace() {
    Duration left = Duration.ofNanos(programsEndBy() - around.waits().nanos());
    return left.isNegative() ? Duration.ZERO : left.compareTo(GRACE) < 0 ? left : GRACE;
  }

  Optional<Ending> ending() {
    return Optional.ofNullable(ending);
  }

  /** Time since its code began, if it has. */
  synchronized Optional<Duration> running(long now) {
    return Optional.ofNullable(startedAt).map(at -> Duration.ofNanos(now - at));
  }

  /** The frames of its thread, empty without one. */
  synchronized StackTraceElement[] stack() {
    return thread == null ? new StackTraceElement[0] : thread.getStackTrace();
  }

  /** The whole attempt, on the calling thread; the server has been told that it starts. */
  void run() {
    synchronized (this) {
      thread = Thread.currentThread();
      interruptible = true;
      ran = true;
    }
    @Nullable Ending before = ending;
    @Nullable FinishReport report = null;
    try {
      report = before == null ? runLogged() : failed(before.reason());
    } finally {
      becomeUninterruptible();
      owner.slotFree(this);
    }
    conclude(report);
  }

  /** Whether its thread has begun: whoever else runs it would run it a second time. */
  synchronized boolean ran() {
    return ran;
  }

  /** It is not started: the server did not let it, or this worker cannot. */
  void neverRun() {
    conclude(null);
    owner.slotFree(this);
  }

  private @Nullable FinishReport runLogged() {
    TaskLogKey key =
        new TaskLogKey(
            item.task().dagId(),
            item.task().runId(),
            item.task().taskId(),
            item.task().mapIndex(),
            item.task().tryNumber());
    try (AttemptLog opened = around.logs().open(key, around.secrets().copy())) {
      synchronized (this) {
        log = opened;
      }
      return runCode(opened);
    } catch (AttemptGoneException e) {
      return null;
    } catch (RuntimeException | Error e) {
      LOG.error("{} could not be run", name(), e);
      return failed("The worker could not run the task: " + e);
    }
  }

  private FinishReport runCode(AttemptLog opened) {
    ThreadTraces traces = ThreadTraces.before();
    try {
      return runCode(opened, traces);
    } finally {
      traces.left().ifPresent(AttemptThreads::retire);
    }
  }

  private FinishReport runCode(AttemptLog opened, ThreadTraces traces) {
    ProcessLauncher launcher = launcher();
    try (CodeCache.Use code = around.code().use(item, () -> around.api().code(item.token()));
        TaskOutput.Capture printed = TaskOutput.capture(opened)) {
      traces.lend(code.classLoader());
      AttemptPorts ports =
          new AttemptPorts(item, claimedAt, worker.name(), around, printed, launcher, this::gone);
      TaskRunner made = new TaskRunner(code.dag(item.task().dagId()), item, ports);
      begin(made);
      return made.run();
    } catch (InvalidCodeException e) {
      String message = "The code of the task cannot be loaded on this worker.\n" + e.getMessage();
      opened.line(Level.ERROR, message);
      return failed(message.lines().limit(2).reduce((a, b) -> a + " " + b).orElse(message));
    } finally {
      endProcesses();
      awaitKill();
    }
  }

  /** Starts nothing that could outlive the lease. */
  private ProcessLauncher launcher() {
    ProcessLauncher launcher = around.processes().launcher(name());
    return (spec, line) -> {
      if (programsEndBy() < around.waits().nanos()) {
        throw new AttemptGoneException(name());
      }
      return launcher.run(spec, line);
    };
  }

  private synchronized void begin(TaskRunner made) {
    runner = made;
    startedAt = around.waits().nanos();
    @Nullable Ending before = ending;
    if (before != null) {
      made.end(before.reason());
    }
  }

  private void endProcesses() {
    boolean interrupted = Thread.interrupted();
    int ended = around.processes().endAll(name(), grace());
    if (ended > 0) {
      LOG.info("Ended {} processes that {} had left running", ended, name());
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Gives {@code onKill} a moment, so that a retry does not meet the work of this attempt. */
  private void awaitKill() {
    if (ending == null) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    try {
      if (!killed.await(KILL_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("onKill of {} takes longer than {} s", name(), KILL_WAIT.toSeconds());
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void becomeUninterruptible() {
    interruptible = false;
    thread = null;
    // A late interrupt meant the task, not the report.
    if (Thread.interrupted()) {
      LOG.debug("{} had been interrupted", name());
    }
    Thread.currentThread().setContextClassLoader(Attempt.class.getClassLoader());
  }

  private void conclude(@Nullable FinishReport made) {
    FinishReport report = made != null && isDiskTrouble(made) ? null : made;
    if (!concludes()) {
      return;
    }
    @Nullable Ending outside = ending;
    if (report == null || (outside != null && !outside.reported())) {
      owner.dropped(this);
    } else {
      owner.report(this, outside == null ? report : failed(outside.reason()));
    }
  }

  /**
   * Whether it failed while the worker's disk cannot be written. That is no failure of the task: it
   * counts as lost with its worker, and its next try goes where there is a disk.
   */
  private boolean isDiskTrouble(FinishReport made) {
    boolean failed =
        made.end() == FinishReport.End.FAILED || made.end() == FinishReport.End.FAILED_FINALLY;
    if (!failed || ending != null) {
      return false;
    }
    Optional<String> trouble = around.disk().trouble();
    trouble.ifPresent(
        words -> LOG.warn("{} failed ({}) and counts as lost: {}", name(), made.reason(), words));
    return trouble.isPresent();
  }

  /** True once: from then on nothing ends the attempt from outside any more. */
  private synchronized boolean concludes() {
    boolean first = !concluded;
    concluded = true;
    return first;
  }

  private void gone() {
    end(false, "It was cleared, marked or taken away by others.");
  }

  /**
   * Ends the attempt from outside, once: interrupts its thread, ends its processes, calls its
   * {@code onKill}. Does not wait. Does nothing when its report is made: that the server no longer
   * knows the attempt then means only that the report was faster than its question.
   */
  void end(boolean reported, String reason) {
    if (endsBy(new Ending(reported, reason, around.waits().nanos()))) {
      LOG.info("Ending {}: {}", name(), reason);
      owner.spawn("end-" + name(), () -> endNow(reason));
    }
  }

  private synchronized boolean endsBy(Ending made) {
    boolean first = ending == null && !concluded;
    ending = first ? made : ending;
    return first;
  }

  private void endNow(String reason) {
    @Nullable TaskRunner running;
    synchronized (this) {
      running = runner;
      if (running != null) {
        running.end(reason);
      }
      if (interruptible && thread != null) {
        thread.interrupt();
      }
    }
    if (running == null) {
      killed.countDown();
    } else {
      owner.spawn("kill-" + name(), () -> kill(running));
    }
    try {
      endProcesses();
    } finally {
      killed.countDown();
    }
  }

  private void kill(TaskRunner running) {
    try {
      running.kill();
    } finally {
      killed.countDown();
    }
  }

  /** Reports an attempt whose code does not end although it was told to. Its slot stays taken. */
  void abandon() {
    @Nullable Ending outside = ending;
    if (outside == null || !concludes()) {
      return;
    }
    LOG.warn(
        "The code of {} ignores its interrupt. Its slot stays taken until its thread ends.",
        name());
    @Nullable TaskRunner running;
    @Nullable AttemptLog opened;
    synchronized (this) {
      running = runner;
      opened = log;
    }
    if (opened != null) {
      opened.line(
          Level.ERROR,
          "The task's code ignores that it was interrupted. The attempt is over all the same; what"
              + " the code still does is not recorded.");
    }
    FinishReport report =
        running == null ? failed(outside.reason()) : running.abandon(outside.reason());
    if (opened != null) {
      opened.close();
    }
    if (outside.reported()) {
      owner.spawn("report-" + name(), () -> owner.report(this, report));
    } else {
      owner.dropped(this);
    }
  }

  private FinishReport failed(String reason) {
    String masked = around.secrets().mask(reason);
    return new FinishReport(FinishReport.End.FAILED, masked, Map.of(), null, null);
  }
}
