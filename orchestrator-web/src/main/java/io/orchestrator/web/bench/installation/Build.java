package io.orchestrator.web.bench.installation;

import io.orchestrator.web.standalone.StartFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A build of the product, of any age: a folder with its launcher and its libraries. Its parts are
 * started as users start them.
 *
 * @param root the folder of the launcher, absolute
 */
public record Build(Path root) {
  private static final String LAUNCHER = "orchestrator";
  private static final String OURS = "ORCHESTRATOR";
  private static final long BUILD_MINUTES = 15;

  /**
   * The build that this process is of.
   *
   * @param environment of this process; the launcher names the folder of the application in it
   */
  public static Build own(Map<String, String> environment) {
    String app = environment.getOrDefault("ORCHESTRATOR_APP", "");
    Path folder = Path.of(app.isEmpty() ? "orchestrator-web/target/app" : app).toAbsolutePath();
    return Stream.of(folder, folder.resolve("../../..").normalize())
        .filter(Build::hasLauncher)
        .findFirst()
        .map(Build::new)
        .orElseThrow(
            () ->
                new StartFailure(
                    "There is no launcher beside " + folder + ".",
                    "Run the benchmark with it: ./orchestrator bench"));
  }

  /**
   * A build in another folder.
   *
   * @throws StartFailure when there is none
   */
  public static Build in(Path folder) {
    Path root = folder.toAbsolutePath().normalize();
    if (!hasLauncher(root)) {
      throw new StartFailure(
          "There is no Orchestrator in " + root + ": the file " + LAUNCHER + " is missing.",
          "Name the folder of another checkout or of an unpacked distribution.");
    }
    if (Stream.of("lib", "orchestrator-web/target/app/lib").noneMatch(l -> hasJars(root, l))) {
      throw new StartFailure(
          root + " is not built.", "Build it: " + root.resolve(LAUNCHER) + " --version");
    }
    return new Build(root);
  }

  private static boolean hasLauncher(Path folder) {
    return Files.isExecutable(folder.resolve(LAUNCHER))
        && Files.isRegularFile(folder.resolve(LAUNCHER));
  }

  private static boolean hasJars(Path root, String folder) {
    Path lib = root.resolve(folder);
    if (!Files.isDirectory(lib)) {
      return false;
    }
    try (Stream<Path> files = Files.list(lib)) {
      return files.anyMatch(file -> file.getFileName().toString().startsWith("orchestrator-web"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What it calls itself. A checkout whose sources have changed is built anew by this.
   *
   * @throws StartFailure when it does not say
   */
  public String version(Path scratch) throws IOException, InterruptedException {
    Path words = Files.createTempFile(scratch, "version", ".txt");
    Process process = start(List.of("--version"), Map.of(), scratch, words);
    process.getOutputStream().close();
    if (!process.waitFor(BUILD_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
      Running.kill(process);
      throw new StartFailure(
          "The build in " + root + " does not run: " + lastLine(words),
          "Try it: " + root.resolve(LAUNCHER) + " --version");
    }
    return lastLine(words);
  }

  private static String lastLine(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file).stream().filter(l -> !l.isBlank()).toList();
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }

  /**
   * Starts a verb with settings of its own only: those of this process may name a real database.
   *
   * @param home its {@code ORCHESTRATOR_HOME}; temporary files are below it
   * @param words receives what it prints
   */
  Process start(List<String> arguments, Map<String, String> settings, Path home, Path words)
      throws IOException {
    Path temporary = Files.createDirectories(home.resolve("tmp"));
    List<String> command = new ArrayList<>();
    command.add(root.resolve(LAUNCHER).toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(home.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith(OURS));
    environment.putAll(new HashMap<>(settings));
    environment.put("ORCHESTRATOR_HOME", home.toString());
    environment.put("ORCHESTRATOR_JAVA_OPTS", "-Xmx768m -Djava.io.tmpdir=" + temporary);
    builder.redirectErrorStream(true).redirectOutput(words.toFile());
    return builder.start();
  }

  @Override
  public String toString() {
    return root.toString();
  }
}
