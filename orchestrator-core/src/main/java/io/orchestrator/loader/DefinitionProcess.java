package io.orchestrator.loader;

import io.orchestrator.loader.DefinitionChild.Answer;
import io.orchestrator.loader.protocol.DefinitionProtocol.Reply;
import io.orchestrator.loader.protocol.DefinitionProtocol.Request;
import io.orchestrator.loader.protocol.Findings;
import io.orchestrator.loader.protocol.ImportFinding;
import io.orchestrator.loader.protocol.LoadResult;
import io.orchestrator.loader.protocol.SourceText;
import io.orchestrator.model.CodeKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Loads definitions in a child JVM, one file at a time: user code can loop, exhaust memory or exit
 * without harm to this process. The child is started when first needed and again after it ended.
 */
public final class DefinitionProcess implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STACK_LIMIT = Duration.ofSeconds(3);
  private final Duration limit;
  private final String classPath;
  private @Nullable DefinitionChild child;
  private long lastId;

  /** With this JVM's own class path, and Airflow's 30 s for one file. */
  public DefinitionProcess() {
    this(Duration.ofSeconds(30));
  }

  /**
   * @param limit longest time for one file, compiling included
   */
  public DefinitionProcess(Duration limit) {
    this(limit, System.getProperty("java.class.path", ""));
  }

  /**
   * @param classPath class path of the child: what DAG files compile against
   */
  public DefinitionProcess(Duration limit, String classPath) {
    this.limit = limit;
    this.classPath = classPath;
  }

  /**
   * Starts the child JVM if there is none.
   *
   * @throws UncheckedIOException when it cannot be started
   */
  synchronized void prepare() throws InterruptedException {
    try {
      running();
    } catch (InterruptedException e) {
      stop();
      throw e;
    } catch (IOException e) {
      throw notStarted(e);
    }
  }

  /**
   * Loads one file. Whatever is wrong with the file is in the result.
   *
   * @param fileName path within the bundle
   * @param source text of a {@code .java} file, or path of a jar
   * @throws UncheckedIOException when no child JVM can be started
   */
  public synchronized LoadResult load(CodeKind kind, String fileName, String source) {
    Request request = new Request(++lastId, kind, fileName, source, false);
    try {
      DefinitionChild running = given(request);
      return settle(running, request, running.next(limit));
    } catch (InterruptedException e) {
      stop();
      Thread.currentThread().interrupt();
      return LoadResult.failed(List.of(lost(request, "loading was interrupted")));
    } catch (IOException e) {
      throw notStarted(e);
    }
  }

  private UncheckedIOException notStarted(IOException e) {
    stop();
    return new UncheckedIOException("Cannot start a JVM to load DAG definitions in", e);
  }

  private LoadResult settle(DefinitionChild running, Request request, Answer answer)
      throws InterruptedException {
    if (answer instanceof Answer.Replied replied) {
      return settle(replied.reply());
    }
    if (answer instanceof Answer.Ended) {
      int code = running.exitCode(STACK_LIMIT);
      stop();
      return LoadResult.failed(
          List.of(lost(request, "the JVM that defined it ended with exit code " + code)));
    }
    running.send(
        new Request(request.id(), request.kind(), request.fileName(), request.source(), true));
    Answer stack = running.next(STACK_LIMIT);
    stop();
    return stack instanceof Answer.Replied replied
        ? replied.reply().result()
        : LoadResult.failed(
            List.of(lost(request, "define did not come back in " + limit.toSeconds() + " s")));
  }

  private LoadResult settle(Reply reply) {
    if (reply.exits()) {
      stop();
    }
    return reply.result();
  }

  private static ImportFinding lost(Request request, String what) {
    return Findings.of(
        Findings.LOAD,
        new SourceText(request.fileName(), List.of()),
        Optional.empty(),
        what,
        "the file is tried again when it changes");
  }

  /** A child that has taken the request; one that ended while idle is replaced once. */
  private DefinitionChild given(Request request) throws IOException, InterruptedException {
    try {
      DefinitionChild running = running();
      running.send(request);
      return running;
    } catch (UncheckedIOException e) {
      stop();
      DefinitionChild fresh = running();
      fresh.send(request);
      return fresh;
    }
  }

  private DefinitionChild running() throws IOException, InterruptedException {
    DefinitionChild present = child;
    if (present != null && present.alive()) {
      return present;
    }
    stop();
    DefinitionChild started = DefinitionChild.start(classPath);
    child = started;
    if (!(started.next(START_LIMIT) instanceof Answer.Replied)) {
      throw new IOException(
          "the child JVM did not greet within 60 s, exit code "
              + started.exitCode(Duration.ofMillis(1)));
    }
    return started;
  }

  /** Ends the child JVM; a later load starts another. */
  @Override
  public synchronized void close() {
    stop();
  }

  private void stop() {
    DefinitionChild present = child;
    child = null;
    if (present != null) {
      present.close();
    }
  }
}
