package io.orchestrator.worker.log;

import io.orchestrator.connection.SecretMask;
import io.orchestrator.model.BackOff;
import io.orchestrator.tasklog.TaskLogHandler;
import io.orchestrator.tasklog.TaskLogKey;
import io.orchestrator.worker.log.AttemptSpool.StreamEnd;
import io.orchestrator.worker.log.Unshipped.Chunk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The worker's store of task output on its way to where logs end. Output goes to a local file at
 * once, one for all attempts; whole chunks are shipped in order by threads of its own, again and
 * again until it succeeds, also after the attempt has ended. What a worker leaves behind, its
 * successor with the same folder ships. Several workers may share a folder.
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
  private final Segments segments;
  private final Turns turns = new Turns();

  /** Those of which something runs or waits. Their guard is also that of the next two. */
  private final Map<TaskLogKey, AttemptSpool> attempts = new HashMap<>();

  private final Set<AttemptSpool> running = new HashSet<>();
  private final Map<TaskLogKey, StreamEnd> ended = remembered();
  private final List<Thread> threads = new ArrayList<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private int streams;
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
    this.segments = new Segments(own.path(), settings.limits().segmentBytes());
    this.leftovers = new Leftovers(spool, settings.chunks().age(), turns);
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
      running.add(attempt);
      attempt.begin();
    }
    return new SpooledLog(attempt, clock, secrets, () -> ended(key));
  }

  /** A stream that this process began is gone on with: fewer streams, shorter cursors. */
  private AttemptSpool attempt(TaskLogKey key) {
    StreamEnd end = ended.remove(key);
    if (end == null) {
      int number = streams++;
      String stream = own.name() + "x" + Integer.toString(number, 36);
      end = new StreamEnd(number, stream, 0, Instant.EPOCH);
    }
    return new AttemptSpool(key, end, segments, turns, settings);
  }

  private void ended(TaskLogKey key) {
    synchronized (attempts) {
      AttemptSpool attempt = attempts.get(key);
      if (attempt != null && attempt.ended()) {
        running.remove(attempt);
        forgetIfFinished(attempt);
      }
    }
  }

  private void shipped(TaskLogKey key) {
    synchronized (attempts) {
      AttemptSpool attempt = attempts.get(key);
      if (attempt != null) {
        forgetIfFinished(attempt);
      }
    }
  }

  private void forgetIfFinished(AttemptSpool attempt) {
    if (attempt.finished()) {
      attempts.remove(attempt.key());
      ended.put(attempt.key(), attempt.streamEnd());
    }
  }

  /** How shipping goes. */
  public Health health() {
    return new Health(turns.chunks(), turns.bytes(), failures.lastError(), failures.since());
  }

  /** One round: look for dead workers, cut old chunks, ship what is whole. */
  void step() {
    Instant now = clock.instant();
    if (searchIsDue(now)) {
      leftovers.adopt(now);
    }
    running().forEach(a -> a.sealIfDue(now));
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

  private List<AttemptSpool> running() {
    synchronized (attempts) {
      return List.copyOf(running);
    }
  }

  /** Ships one chunk; false when there is none. */
  private boolean shipNext() {
    Optional<Unshipped> next = turns.next();
    next.ifPresent(this::shipFirst);
    return next.isPresent();
  }

  private void shipFirst(Unshipped attempt) {
    boolean done = false;
    try {
      done = ship(attempt.key(), attempt.first());
    } finally {
      if (done) {
        attempt.shipped();
        shipped(attempt.key());
      } else {
        attempt.notShipped();
      }
    }
  }

  private boolean ship(TaskLogKey key, Chunk chunk) {
    try {
      remote.put(key, chunk.id(), text(key, chunk));
      if (failures.succeeded()) {
        LOG.info("Task logs are shipped to {} again", remote.location());
      }
      return true;
    } catch (IOException | RuntimeException e) {
      return failed(key, chunk, e);
    }
  }

  private static byte[] text(TaskLogKey key, Chunk chunk) throws IOException {
    byte[] text;
    try {
      text = chunk.stored().text();
    } catch (NoSuchFileException removed) {
      text = new byte[0];
    }
    if (text.length == chunk.size()) {
      return text;
    }
    LOG.warn("{} of {} was removed from the spool, or damaged; it is lost", chunk.id(), key);
    String words = "Output is missing here: its file was removed before it was shipped.";
    return LogLine.of(chunk.id().startedAt(), Level.WARN, words);
  }

  private boolean failed(TaskLogKey key, Chunk chunk, Exception e) {
    String error = String.valueOf(e.getMessage());
    if (failures.failed(clock.instant(), error)) {
      LOG.warn(
          "Task logs cannot be shipped to {} now; they wait in {} and are tried again. Just now {}"
              + " of {}: {}",
          remote.location(),
          own.path(),
          chunk.id().fileName(),
          key,
          error);
    } else {
      LOG.debug("{} of {} was not shipped", chunk.id(), key, e);
    }
    return false;
  }

  private void tidy() {
    leftovers.tidy();
    segments.tidy();
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
            turns.bytes() > 0
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
    segments.close();
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
    segments.abandon();
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
