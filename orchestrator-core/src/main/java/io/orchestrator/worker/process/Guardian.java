package io.orchestrator.worker.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small shell process in a session of its own that ends this worker's programs when the worker
 * dies or is frozen. It is started again when it is found dead.
 */
final class Guardian implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Guardian.class);
  private final String worker;
  private final List<String> command;
  private final Set<Long> sessions = new LinkedHashSet<>();
  private @Nullable Process process;
  private boolean closed;

  Guardian(Tags tags, Tools tools) throws IOException {
    worker = tags.worker();
    command = new ArrayList<>(tools.inOwnSession());
    command.addAll(List.of("sh", "-c", script(), "orchestrator-guardian", worker));
    start();
  }

  private static String script() throws IOException {
    try (InputStream script = Guardian.class.getResourceAsStream("guardian.sh")) {
      return new String(
          Objects.requireNonNull(script, "guardian.sh").readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void start() throws IOException {
    process =
        new ProcessBuilder(command)
            .directory(new File("/")) // holds no folder busy
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start();
    StringBuilder known = new StringBuilder();
    sessions.forEach(session -> known.append("+ ").append(session).append('\n'));
    write(known.toString());
  }

  /** Makes sure that there is a guardian. */
  synchronized void ensure() throws IOException {
    if (!closed && (process == null || !process.isAlive())) {
      LOG.warn("The guardian of worker {} has ended, another is started", worker);
      start();
    }
  }

  synchronized void started(long session) {
    sessions.add(session);
    tell("+ " + session + "\n");
  }

  synchronized void ended(long session) {
    sessions.remove(session);
    tell("- " + session + "\n");
  }

  /**
   * Unless this is said again before that time is over, the worker counts as frozen and its
   * programs are ended by force; zero takes it back.
   */
  synchronized void expectWordWithin(Duration most) {
    tell("t " + seconds(most) + "\n");
  }

  /** Ends by force what is left of some programs after a while, even if this process is no more. */
  synchronized void force(Collection<Long> tags, Duration after) {
    String programs = tags.stream().map(String::valueOf).collect(Collectors.joining(" "));
    tell("k " + seconds(after) + " " + programs + "\n");
  }

  private static String seconds(Duration duration) {
    return duration.isZero()
        ? "0"
        : String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1_000.0);
  }

  private void tell(String line) {
    if (closed) {
      return;
    }
    try {
      write(line);
    } catch (IOException e) {
      LOG.debug("The guardian does not listen", e); // the next program starts another
    }
  }

  private void write(String text) throws IOException {
    Process present = Objects.requireNonNull(process);
    Writer writer = present.outputWriter(StandardCharsets.US_ASCII);
    writer.write(text);
    writer.flush();
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    tell("q\n");
    closed = true;
    Process present = Objects.requireNonNull(process);
    try {
      if (!present.waitFor(2, TimeUnit.SECONDS)) {
        present.destroyForcibly();
      }
    } catch (InterruptedException e) {
      present.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
