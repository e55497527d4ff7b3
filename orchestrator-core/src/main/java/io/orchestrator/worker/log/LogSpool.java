package io.orchestrator.worker.log;

import io.orchestrator.model.BackOff;
import io.orchestrator.tasklog.SpoolFolder;
import io.orchestrator.tasklog.TaskLogHandler;
import io.orchestrator.tasklog.TaskLogKey;
import io.orchestrator.worker.log.AttemptSpool.StreamEnd;
import io.orchestrator.worker.log.AttemptSpool.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The worker's store of task output on its way to where logs end. Output goes to local files at
 * once; whole chunks are shipped in order by threads of its own, again and again until it succeeds,
 * also after the attempt has ended. What a worker leaves behind, its successor with the same folder
 * ships. Several workers may share a folder.
 */
public final class LogSpool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogSpool.class);
  private static final long POLL_MILLIS = 200;
  private static final Duration LEFTOVER_SEARCH = Duration.ofSeconds(30);
  private static final int REMEMBERED = 10_000;

  private final TaskLogHandler remote;
  private final LogSpoolSettings settings;
  private final InstantSource clock;
  private final WorkerFolder own;
  private final Leftovers leftovers;
  private final UploadFailures failures;
  private final AtomicLong total = new AtomicLong();
  private final Map<TaskLogKey, AttemptSpool> attempts = new LinkedHashMap<>();
  private final Map<TaskLogKey, StreamEnd> ended = remembered();
  private final List<Thread> threads = new ArrayList<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private long streams;
  private long turn;
  private Instant nextSearch = Instant.MIN;

  /**
   * How shipping goes.
   *
   * @param waitingChunks not shipped yet, those being written included
   * @param waitingBytes their size
   * @param lastError why the last upload failed; empty when it succeeded
   * @param failingSince the first failure since the last success
   */
  public record Health(
      int waitingChunks,
      long waitingBytes,
      Optional<String> lastError,
      Optional<Instant> failingSince) {}

  private LogSpool(
      WorkerFolder own,
      Path spool,
      TaskLogHandler remote,
      LogSpoolSettings settings,
      InstantSource clock) {
    this.own = own;
    this.remote = remote;
    this.settings = settings;
    this.clock = clock;
    this.leftovers = new Leftovers(spool, settings, total);
    this.failures = new UploadFailures(new BackOff(settings.firstPause(), settings.longestPause()));
  }

  /**
   * Opens a spool and begins to ship.
   *
   * @param folder shared by the workers of a machine; made when missing
   * @param remote where logs end; not closed by this
   * @param ids random ids: they name this worker's chunks for all time
   * @throws IOException when the folder cannot be used
   */
  public static LogSpool start(
      Path folder,
      TaskLogHandler remote,
      LogSpoolSettings settings,
      InstantSource clock,
      Supplier<UUID> ids)
      throws IOException {
    LogSpool spool = unattended(folder, remote, settings, clock, ids);
    for (int i = 0; i < settings.uploads(); i++) {
      Thread thread = new Thread(spool::run, "task-logs-" + i);
      thread.setDaemon(true);
      spool.threads.add(thread);
      thread.start();
    }
    return spool;
  }

  /** One that ships only when told to by {@link #step}. */
  static LogSpool unattended(
      Path folder,
      TaskLogHandler remote,
      LogSpoolSettings settings,
      InstantSource clock,
      Supplier<UUID> ids)
      throws IOException {
    Path spool = Files.createDirectories(folder).toRealPath();
    String name = ids.get().toString().replace("-", "").substring(0, 16);
    return new LogSpool(WorkerFolder.create(spool, name), spool, remote, settings, clock);
  }

  /**
   * Opens an attempt's log, for the first time or, with a sensor that is poked again, once more:
   * output is appended, nothing is overwritten, whichever workers wrote before. {@link
   * io.orchestrator.tasklog.ChunkId} says how; nothing has to be asked of the remote place.
   */
  public AttemptLog open(TaskLogKey key, SecretMask secrets) {
    AttemptSpool attempt;
    synchronized (attempts) {
      attempt = attempts.computeIfAbsent(key, this::attempt);
      attempt.begin();
    }
    return new SpooledLog(attempt, clock, secrets);
  }

  /** A stream that this process began is gone on with: fewer streams, shorter cursors. */
  private AttemptSpool attempt(TaskLogKey key) {
    StreamEnd end = ended.remove(key);
    if (end == null) {
      end = new StreamEnd(own.name() + "x" + Long.toString(streams++, 36), 0, Instant.EPOCH);
    }
    AttemptFolder folder = new AttemptFolder(SpoolFolder.of(own.path(), key));
    return new AttemptSpool(key, folder, end, settings, total);
  }

  /** How shipping goes. */
  public Health health() {
    int chunks = all().stream().mapToInt(AttemptSpool::chunks).sum();
    return new Health(chunks, total.get(), failures.lastError(), failures.since());
  }

  /** One round: look for dead workers, cut old chunks, ship what is whole. */
  void step() {
    Instant now = clock.instant();
    if (searchIsDue(now)) {
      leftovers.adopt(now);
    }
    all().forEach(a -> a.sealIfDue(now));
    boolean more = true;
    while (more) {
      more = stopped.getCount() > 0 && failures.over(clock.instant()) && shipNext();
    }
    tidy();
  }

  private synchronized boolean searchIsDue(Instant now) {
    boolean due = !now.isBefore(nextSearch);
    nextSearch = due ? now.plus(LEFTOVER_SEARCH) : nextSearch;
    return due;
  }

  private List<AttemptSpool> all() {
    List<AttemptSpool> all = new ArrayList<>(leftovers.attempts());
    synchronized (attempts) {
      all.addAll(attempts.values());
    }
    return all;
  }

  /**
   * Ships one chunk; false when there is none. Attempts take turns, so that none holds up others.
   */
  private boolean shipNext() {
    AttemptSpool attempt;
    Waiting chunk;
    synchronized (this) {
      Optional<AttemptSpool> next =
          all().stream()
              .filter(AttemptSpool::ready)
              .min(Comparator.comparingLong(AttemptSpool::served));
      Optional<Waiting> taken = next.flatMap(AttemptSpool::take);
      if (taken.isEmpty()) {
        return false;
      }
      attempt = next.orElseThrow();
      chunk = taken.get();
      attempt.served(++turn);
    }
    boolean done = false;
    try {
      done = ship(attempt, chunk);
    } finally {
      if (done) {
        attempt.shipped();
      } else {
        attempt.notShipped();
      }
    }
    return true;
  }

  private boolean ship(AttemptSpool attempt, Waiting chunk) {
    byte[] bytes;
    try {
      bytes =
          chunk.unwritten().isPresent()
              ? chunk.unwritten().get()
              : Files.readAllBytes(chunk.file());
    } catch (NoSuchFileException removed) {
      LOG.warn("{} was removed from the spool before it was shipped; it is lost", chunk.file());
      String words = "Output is missing here: its file was removed before it was shipped.";
      bytes = LogLine.of(chunk.id().startedAt(), Level.WARN, words);
    } catch (IOException e) {
      return failed(attempt, chunk, e);
    }
    try {
      remote.put(attempt.key(), chunk.id(), bytes);
      if (failures.succeeded()) {
        LOG.info("Task logs are shipped to {} again", remote.location());
      }
      return true;
    } catch (IOException | RuntimeException e) {
      return failed(attempt, chunk, e);
    }
  }

  private boolean failed(AttemptSpool attempt, Waiting chunk, Exception e) {
    String error = String.valueOf(e.getMessage());
    if (failures.failed(clock.instant(), error)) {
      LOG.warn(
          "Task logs cannot be shipped to {} now; they wait in {} and are tried again. Just now {}"
              + " of {}: {}",
          remote.location(),
          own.path(),
          chunk.id().fileName(),
          attempt.key(),
          error);
    } else {
      LOG.debug("{} of {} was not shipped", chunk.id(), attempt.key(), e);
    }
    return false;
  }

  private void tidy() {
    leftovers.tidy();
    synchronized (attempts) {
      attempts
          .entrySet()
          .removeIf(
              entry -> {
                boolean finished = entry.getValue().finished();
                if (finished) {
                  ended.put(entry.getKey(), entry.getValue().streamEnd());
                }
                return finished;
              });
    }
  }

  private void run() {
    try {
      do {
        try {
          step();
        } catch (RuntimeException e) {
          LOG.error("Shipping task logs failed; it goes on", e);
        }
      } while (!stopped.await(POLL_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ships what is left, for a while; what then remains stays in the spool. */
  @Override
  public void close() {
    Instant deadline = clock.instant().plus(settings.closeWait());
    try {
      boolean waits = !threads.isEmpty();
      while (waits) {
        waits =
            total.get() > 0
                && clock.instant().isBefore(deadline)
                && !stopped.await(POLL_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (threads.isEmpty()) {
      step();
    }
    stop();
    tidy();
    leftovers.release();
    own.close();
  }

  private void stop() {
    stopped.countDown();
    threads.forEach(Thread::interrupt);
  }

  /** Ends without a word, as kill -9 does. */
  void abandon() {
    stop();
    leftovers.release();
    own.release();
  }

  private static Map<TaskLogKey, StreamEnd> remembered() {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<TaskLogKey, StreamEnd> eldest) {
        return size() > REMEMBERED;
      }
    };
  }
}
