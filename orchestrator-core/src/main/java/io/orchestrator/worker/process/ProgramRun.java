package io.orchestrator.worker.process;

import io.orchestrator.operator.ProcessLauncher.ProcessSpec;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** One program from start to end, with everything it leaves behind. */
final class ProgramRun {
  private static final long LOOK_MILLIS = 50;

  private final ProcessSupervisor supervisor;
  private final AttemptPrograms attempt;
  private final ProcessSpec spec;
  private final Consumer<String> line;
  private final long tag;

  ProgramRun(
      ProcessSupervisor supervisor,
      AttemptPrograms attempt,
      ProcessSpec spec,
      Consumer<String> line) {
    this.supervisor = supervisor;
    this.attempt = attempt;
    this.spec = spec;
    this.line = line;
    this.tag = supervisor.tags().next();
  }

  int run() throws IOException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("attempt " + attempt.name() + " is ended");
    }
    if (spec.directory().isPresent()) {
      return runIn(existing(spec.directory().get()));
    }
    Path fresh = supervisor.spool().workingDirectory();
    try {
      return runIn(fresh);
    } finally {
      Folders.remove(fresh);
    }
  }

  private static Path existing(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new FileNotFoundException(
          "The working directory " + directory + " does not exist or is not a folder.");
    }
    return directory;
  }

  private int runIn(Path directory) throws IOException, InterruptedException {
    supervisor.guardian().ensure();
    supervisor.earlier().note(attempt.task(), tag);
    Process process = attempt.start(builder(directory), tag);
    supervisor.guardian().started(process.pid());
    OutputPump output = new OutputPump(attempt.name(), process.getInputStream(), line);
    try {
      follow(process, output);
    } finally {
      endRest(process, output);
    }
    output.rethrow();
    return process.waitFor();
  }

  private static void follow(Process process, OutputPump output) throws InterruptedException {
    while (process.isAlive() && !output.ended()) {
      output.take(LOOK_MILLIS);
    }
    process.waitFor();
  }

  /** Ends the program and what it started; what they still say is delivered. */
  private void endRest(Process process, OutputPump output) {
    long pid = process.pid();
    Marks marks = new Marks(found -> found == tag, Set.of(pid), supervisor.startOf(pid));
    supervisor.ender().end(attempt.name(), marks, Ender.GRACE, output::pass);
    output.close();
    attempt.finished(pid);
    supervisor.guardian().ended(pid);
    supervisor.earlier().forget(attempt.task(), tag);
  }

  private ProcessBuilder builder(Path directory) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(supervisor.tools().prepare(spec.command(), tag))
            .directory(directory.toFile())
            .redirectInput(Redirect.from(new File("/dev/null")))
            .redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    if (!spec.inheritEnvironment()) {
      environment.clear();
    }
    environment.keySet().removeIf(ProgramRun::isWorkersOwn);
    environment.putAll(spec.environment());
    environment.put("ORCHESTRATOR_ATTEMPT", attempt.name());
    environment.put(Tags.VARIABLE, Long.toString(tag));
    encodable(spec.command());
    encodable(spec.environment().values());
    String program = spec.command().get(0);
    if (Tools.which(program, environment.get("PATH")).isEmpty()) {
      throw new FileNotFoundException(
          "The program \"%s\" is not installed on this worker (searched: %s)."
              .formatted(program, environment.getOrDefault("PATH", "the default path")));
    }
    return builder;
  }

  /** Settings, connections and tokens of the worker are not for every program. */
  private static boolean isWorkersOwn(String name) {
    return name.startsWith("ORCHESTRATOR_") && !name.equals("ORCHESTRATOR_HOME");
  }

  /** Java would pass question marks without a word. */
  private static void encodable(Collection<String> texts) throws IOException {
    String system = System.getProperty("sun.jnu.encoding", "UTF-8");
    String all = String.join("", texts);
    if (!Charset.forName(system).newEncoder().canEncode(all)
        || !Charset.defaultCharset().newEncoder().canEncode(all)) {
      throw new IOException(
          "A command or environment value has characters that the worker's character set "
              + system
              + " lacks. Start the worker with LC_ALL=C.UTF-8.");
    }
  }
}
