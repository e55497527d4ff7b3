package io.orchestrator.loader;

import io.orchestrator.loader.protocol.DefinitionProtocol;
import io.orchestrator.loader.protocol.DefinitionProtocol.Reply;
import io.orchestrator.loader.protocol.DefinitionProtocol.Request;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One child JVM and the lines to and from it. */
final class DefinitionChild implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DefinitionChild.class);
  private static final int MOST_PRINTED_LINES = 1_000;
  private static final int MOST_PRINTED_CHARACTERS = 2_000;

  /** What the child may see of the server's environment: nothing that could be a secret. */
  private static final Set<String> ENVIRONMENT =
      Set.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR", "JAVA_HOME", "SystemRoot");

  private final Process process;
  private final Writer requests;

  /** Replies in order; an empty element marks the end of the child's output. */
  private final BlockingQueue<Optional<Reply>> replies = new LinkedBlockingQueue<>();

  private DefinitionChild(Process process) {
    this.process = process;
    this.requests = process.outputWriter(StandardCharsets.UTF_8);
    daemon("definitions-replies", this::readReplies);
    daemon("definitions-prints", this::logPrints);
  }

  static DefinitionChild start(String classPath) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(SharedClasses.options("loader"));
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-Djava.awt.headless=true",
            "-Dfile.encoding=UTF-8",
            "-cp",
            classPath,
            DefinitionProtocol.MAIN_CLASS));
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(ENVIRONMENT);
    return new DefinitionChild(builder.start());
  }

  /**
   * @throws UncheckedIOException when the child is gone
   */
  void send(Request request) {
    try {
      requests.write(DefinitionProtocol.write(request));
      requests.write('\n');
      requests.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("The definition process does not take requests", e);
    }
  }

  /** The next answer: none within the time, the end of the child, or a reply. */
  Answer next(Duration limit) throws InterruptedException {
    Optional<Reply> reply = replies.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
    if (reply == null) {
      return new Answer.Silence();
    }
    return reply.<Answer>map(Answer.Replied::new).orElseGet(Answer.Ended::new);
  }

  /** What may come from a child. */
  sealed interface Answer {
    record Replied(Reply reply) implements Answer {}

    record Ended() implements Answer {}

    record Silence() implements Answer {}
  }

  /** The exit code, once the child has ended; −1 when it has not within the time. */
  int exitCode(Duration limit) throws InterruptedException {
    return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS) ? process.exitValue() : -1;
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Ends the child and everything it started. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      requests.close();
    } catch (IOException e) {
      LOG.trace("The pipe of an ended definition process was broken already", e);
    }
  }

  private void readReplies() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        replies.add(Optional.of(DefinitionProtocol.read(line, Reply.class)));
      }
    } catch (IOException | RuntimeException e) {
      LOG.debug("The definition process broke off", e);
    } finally {
      replies.add(Optional.empty());
    }
  }

  private void logPrints() {
    int count = 0;
    try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (count++ < MOST_PRINTED_LINES) {
          int end = Math.min(line.length(), MOST_PRINTED_CHARACTERS);
          LOG.info("printed while defining: {}", line.substring(0, end));
        }
      }
    } catch (IOException e) {
      LOG.debug("The definition process broke off", e);
    }
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
