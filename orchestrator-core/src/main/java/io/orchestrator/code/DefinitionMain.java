package io.orchestrator.code;

import io.orchestrator.loader.protocol.DefinitionProtocol;
import io.orchestrator.loader.protocol.DefinitionProtocol.Reply;
import io.orchestrator.loader.protocol.DefinitionProtocol.Request;
import io.orchestrator.loader.protocol.Findings;
import io.orchestrator.loader.protocol.ImportFinding;
import io.orchestrator.loader.protocol.LoadResult;
import io.orchestrator.loader.protocol.SourceText;
import io.orchestrator.model.CodeKind;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The child JVM that runs user definitions. Ends when its standard input does, so that it never
 * outlives the server.
 */
public final class DefinitionMain {
  private static final Duration SLOW = Duration.ofSeconds(1);

  /** A file like any other. */
  private static final String FIRST =
      """
      import io.orchestrator.dag.Dag;
      import io.orchestrator.dag.DagDefinition;

      public class First implements DagDefinition {
        public Dag define() {
          return Dag.define("first", d -> d.empty("a"));
        }
      }
      """;

  private final PrintStream out;
  private final BundleLoader loader = new BundleLoader(new SlowCallWatch(SLOW));
  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  private volatile @Nullable Request current;
  private final Thread definer = new Thread(this::define, "define");

  private DefinitionMain(PrintStream out) {
    this.out = out;
  }

  /** Speaks the protocol on standard input and output; takes no arguments. */
  public static void main(String[] args) throws IOException {
    PrintStream protocol =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    System.setIn(InputStream.nullInputStream());
    new DefinitionMain(protocol).serve(new FileInputStream(FileDescriptor.in));
    Runtime.getRuntime().halt(0);
  }

  private void serve(InputStream in) throws IOException {
    definer.setDaemon(true);
    definer.start();
    Runtime.getRuntime().addShutdownHook(new Thread(this::tellWhoEndedUs, "tell-exit"));
    warmUp();
    send(Reply.greeting());
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Request request = DefinitionProtocol.read(line, Request.class);
      if (request.stack()) {
        send(whereItHangs(request));
      } else {
        requests.add(request);
      }
    }
  }

  /** Starts the compiler beforehand: the first file is waited for only briefly. */
  private void warmUp() {
    LoadResult loaded = loader.load(CodeKind.JAVA_SOURCE, "First.java", FIRST);
    DefinitionProtocol.write(Reply.of(0, loaded));
  }

  private void define() {
    try {
      while (true) {
        Request request = requests.take();
        current = request;
        LoadResult result = loader.load(request.kind(), request.fileName(), request.source());
        current = null;
        send(Reply.of(request.id(), result));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Reply whereItHangs(Request request) {
    ImportFinding finding =
        Findings.stack(
            Findings.SLOW,
            "define did not come back; it was stopped here",
            definer.getStackTrace(),
            text(request),
            "define must end within seconds: no loops that wait, no network; work belongs into"
                + " tasks");
    return new Reply(request.id(), true, List.of(), List.of(finding), List.of());
  }

  /** Runs as a shutdown hook: only {@code System.exit} comes here while a load is under way. */
  private void tellWhoEndedUs() {
    Request request = current;
    if (request == null) {
      return;
    }
    ImportFinding finding =
        Findings.stack(
            Findings.LOAD,
            "define called System.exit",
            definer.getStackTrace(),
            text(request),
            "remove the call; throw an exception to refuse a definition");
    send(new Reply(request.id(), true, List.of(), List.of(finding), List.of()));
  }

  private static SourceText text(Request request) {
    return switch (request.kind()) {
      case JAVA_SOURCE -> SourceText.of(request.fileName(), request.source());
      case JAR -> new SourceText(request.fileName(), List.of());
    };
  }

  private synchronized void send(Reply reply) {
    out.println(DefinitionProtocol.write(reply));
    out.flush();
  }
}
