package io.orchestrator.worker.process;

import io.orchestrator.operator.ProcessLauncher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the programs of a worker's tasks and answers for all their descendants: none outlives its
 * program, its attempt or the worker, whether it became a daemon or the worker was killed. How and
 * what cannot be caught: {@code docs/adr/0007-end-every-descendant.md}. Thread-safe.
 */
public final class ProcessSupervisor implements AttemptProcesses, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessSupervisor.class);
  private final Tags tags;
  private final Tools tools;
  private final Spool spool;
  private final Guardian guardian;
  private final ProcessTable table;
  private final Ender ender;
  private final EarlierPrograms earlier;
  private final Map<String, List<AttemptPrograms>> attempts = new HashMap<>();
  private boolean closed;

  private ProcessSupervisor(Tags tags, Tools tools, Spool spool, ProcessTable table)
      throws IOException {
    this.tags = tags;
    this.tools = tools;
    this.spool = spool;
    this.table = table;
    this.ender = new Ender(table, System::nanoTime);
    this.earlier = new EarlierPrograms(spool.shared(), ender);
    this.guardian = new Guardian(tags, tools);
  }

  /**
   * Starts a guardian, and ends what earlier workers on the same spool left behind.
   *
   * @param spool folder of the worker, made when absent; of a dead worker also its tasks' temporary
   *     working directories are removed from it
   * @throws UncheckedIOException when the spool cannot be written or no shell can be started
   */
  public static ProcessSupervisor start(Path spool, InstantSource clock) {
    Tags tags = Tags.ofNewWorker();
    Tools tools = Tools.find();
    if (tools.prlimit().isEmpty()) {
      LOG.warn(
          "prlimit (util-linux) is not installed: a daemon that also clears its environment may"
              + " outlive its task");
    }
    try {
      Spool own = Spool.create(spool, tags.worker(), clock.instant());
      ProcessSupervisor supervisor =
          new ProcessSupervisor(tags, tools, own, ProcessTable.ofThisSystem());
      supervisor.endLeftovers();
      return supervisor;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Process supervision cannot start in " + spool + ": " + e.getMessage(), e);
    }
  }

  private void endLeftovers() throws IOException {
    for (String dead : spool.dead()) {
      Tags others = Tags.ofWorker(dead);
      String whose = "dead worker " + dead;
      int ended =
          ender.end(
              whose,
              new Marks(others::areWorkerOf, Set.of(), 0),
              Ender.GRACE,
              ProcessSupervisor::pass);
      LOG.info("Ended {} processes that {} had left behind", ended, whose);
      earlier.forgetAll(others);
      spool.forget(dead);
    }
  }

  @Override
  public ProcessLauncher launcher(String attemptName) {
    AttemptPrograms programs = new AttemptPrograms(attemptName);
    earlier.end(programs.task(), ProcessSupervisor::pass);
    synchronized (this) {
      if (closed) {
        programs.end();
      } else {
        attempts.computeIfAbsent(attemptName, name -> new ArrayList<>()).add(programs);
      }
    }
    return (spec, line) -> new ProgramRun(this, programs, spec, line).run();
  }

  @Override
  public int endAll(String attemptName, Duration grace) {
    List<AttemptPrograms> ending;
    synchronized (this) {
      List<AttemptPrograms> known = attempts.remove(attemptName);
      ending = known == null ? List.of() : known;
    }
    Set<Long> itsTags = new HashSet<>();
    Set<Long> sessions = new HashSet<>();
    for (AttemptPrograms programs : ending) {
      programs.end();
      itsTags.addAll(programs.tags());
      sessions.addAll(programs.sessions());
    }
    if (itsTags.isEmpty()) {
      return 0;
    }
    if (!sessions.isEmpty()) {
      // Should this worker be killed or frozen meanwhile.
      guardian.force(itsTags, grace);
    }
    return ender.end(
        attemptName, new Marks(itsTags::contains, sessions, 0), grace, ProcessSupervisor::pass);
  }

  @Override
  public void expectWordWithin(Duration most) {
    guardian.expectWordWithin(most);
  }

  /** Ends every process of every attempt. */
  @Override
  public void close() {
    Set<Long> sessions = new HashSet<>();
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      for (List<AttemptPrograms> ofName : attempts.values()) {
        ofName.forEach(AttemptPrograms::end);
        ofName.forEach(programs -> sessions.addAll(programs.sessions()));
      }
      attempts.clear();
    }
    ender.end(
        "this worker",
        new Marks(tags::areWorkerOf, sessions, 0),
        Ender.GRACE,
        ProcessSupervisor::pass);
    guardian.close();
    try {
      spool.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The lock of the process spool was not closed", e);
    }
  }

  Tags tags() {
    return tags;
  }

  Tools tools() {
    return tools;
  }

  Spool spool() {
    return spool;
  }

  Guardian guardian() {
    return guardian;
  }

  /** When a process started, as the process table counts. */
  long startOf(long pid) {
    return table.started(pid);
  }

  Ender ender() {
    return ender;
  }

  EarlierPrograms earlier() {
    return earlier;
  }

  /** Waits; an interrupt is kept for later and means: no patience. */
  private static boolean pass(long millis) {
    boolean interrupted = Thread.interrupted();
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return true;
  }
}
