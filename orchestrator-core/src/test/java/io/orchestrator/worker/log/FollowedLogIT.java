package io.orchestrator.worker.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.connection.SecretMask;
import io.orchestrator.tasklog.TaskLogKey;
import io.orchestrator.tasklog.TaskLogReader;
import io.orchestrator.tasklog.TaskLogReader.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;

/**
 * Writers, shippers and readers in every order a seed gives, with a place that fails before or
 * after the deed and workers that die: nothing twice, nothing left out.
 */
class FollowedLogIT {
  private static final TaskLogKey KEY = new TaskLogKey("d", "r", "t", -1, 1);
  private static final int STEPS = 250;

  private final Path temp;

  FollowedLogIT(@TempDir Path temp) {
    this.temp = temp;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void eachLineIsReadOnceAndInOrderWhateverMovesMeanwhile(int block) throws IOException {
    for (int i = 0; i < 25; i++) {
      long seed = block * 1_000L + i;
      new Story(seed, Files.createDirectory(temp.resolve("seed" + seed))).run();
    }
  }

  private record Line(String session, int number, String text) {}

  private static final class Follower {
    final TaskLogReader reader;
    final StringBuilder text = new StringBuilder();
    String cursor = TaskLogReader.START;

    Follower(TaskLogReader reader) {
      this.reader = reader;
    }

    Page read(int bytes) {
      Page page = reader.read(KEY, cursor, bytes);
      text.append(page.text());
      cursor = page.next();
      return page;
    }
  }

  private static final class Story {
    final long seed;
    final Random random;
    final SpoolWorld world;
    final List<LogSpool> workers = new ArrayList<>();
    final List<AttemptLog> logs = new ArrayList<>();
    final List<String> sessions = new ArrayList<>();
    final Map<String, Integer> numbers = new HashMap<>();
    final List<Line> written = new ArrayList<>();
    final List<Follower> followers = new ArrayList<>();
    int opened;
    int lost;
    boolean healthy;
    boolean inside;

    Story(long seed, Path folder) {
      this.seed = seed;
      this.random = new Random(seed);
      // From a file for each line to one for the whole story.
      this.world = new SpoolWorld(folder, SpoolWorld.withSegments(1 << random.nextInt(16)));
      for (int i = 0; i < 2; i++) {
        workers.add(world.worker());
        logs.add(null_());
        sessions.add("");
      }
      followers.add(new Follower(new TaskLogReader(world.remote, Optional.of(folder))));
      followers.add(new Follower(new TaskLogReader(world.remote, Optional.empty())));
      world.remote.fault(this::onCall);
    }

    private static AttemptLog null_() {
      return new AttemptLog() {
        @Override
        public void line(Level level, String text) {}

        @Override
        public SecretMask secrets() {
          return new SecretMask();
        }

        @Override
        public void close() {}
      };
    }

    /** Things move while a reader or a shipper is in the middle of its work. */
    private boolean onCall(String call) throws IOException {
      if (!inside && !call.equals("put") && random.nextInt(3) == 0) {
        inside = true;
        for (int i = random.nextInt(4); i >= 0; i--) {
          write();
          world.pass(Duration.ofMillis(random.nextInt(2_000)));
          workers.get(random.nextInt(workers.size())).step();
        }
        inside = false;
      }
      if (!healthy && random.nextInt(5) == 0) {
        throw new IOException("connection refused");
      }
      return !healthy && random.nextInt(6) == 0;
    }

    void run() {
      for (int i = 0; i < STEPS; i++) {
        step();
      }
      healthy = true;
      logs.forEach(AttemptLog::close);
      sessions.replaceAll(s -> "");
      world.pass(Duration.ofMinutes(1));
      for (int i = 0; i < 3; i++) {
        workers.forEach(LogSpool::step);
        world.pass(Duration.ofMinutes(1));
      }
      assertThat(workers.get(0).health().waitingChunks()).as("seed %d", seed).isZero();
      for (Follower follower : followers) {
        Page page;
        do {
          page = follower.read(300);
        } while (page.more());
        judge(follower.text.toString());
      }
      judge(world.remote.text(KEY));
      workers.forEach(LogSpool::close);
      assertThat(world.folder).as("seed %d", seed).isEmptyDirectory();
    }

    private void step() {
      int worker = random.nextInt(workers.size());
      switch (random.nextInt(12)) {
        case 0 -> reopen(worker);
        case 1 -> {
          if (random.nextInt(8) == 0) {
            crash(worker);
          }
        }
        case 2, 3 -> world.pass(Duration.ofMillis(random.nextInt(3_000)));
        case 4, 5 -> workers.get(worker).step();
        case 6, 7, 8 -> followers.get(random.nextInt(2)).read(300 + random.nextInt(900));
        default -> write();
      }
    }

    private void reopen(int worker) {
      logs.get(worker).close();
      logs.set(worker, workers.get(worker).open(KEY, new SecretMask()));
      sessions.set(worker, "s" + opened++);
    }

    private void crash(int worker) {
      lost += sessions.get(worker).isEmpty() ? 0 : 1;
      workers.get(worker).abandon();
      workers.set(worker, world.worker());
      logs.set(worker, null_());
      sessions.set(worker, "");
      world.pass(Duration.ofSeconds(31));
    }

    private void write() {
      int worker = random.nextInt(workers.size());
      String session = sessions.get(worker);
      if (!session.isEmpty()) {
        int number = numbers.merge(session, 1, Integer::sum);
        String text = session + " " + number + " " + "ü€😀x".repeat(random.nextInt(12));
        logs.get(worker).line(Level.INFO, text);
        written.add(new Line(session, number, text));
      }
    }

    private void judge(String text) {
      Map<String, Integer> next = new HashMap<>();
      List<String> seen = new ArrayList<>();
      int losses = 0;
      for (String line : text.lines().toList()) {
        String said = line.substring("2026-11-24T17:05:34.120Z INFO  ".length());
        if (said.startsWith("The worker was lost here")) {
          losses++;
          continue;
        }
        seen.add(said);
        String[] words = said.split(" ", -1);
        int number = next.merge(words[0], 1, Integer::sum);
        assertThat(words[1]).as("seed %d: %s", seed, said).isEqualTo(String.valueOf(number));
      }
      assertThat(seen)
          .as("seed %d", seed)
          .containsExactlyInAnyOrderElementsOf(written.stream().map(Line::text).toList());
      assertThat(losses).as("seed %d", seed).isEqualTo(lost);
    }
  }
}
