package io.orchestrator.worker.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The small programs that prepare a process and then become the wanted program, in the same process
 * and with the same arguments.
 */
record Tools(List<String> inOwnSession, Optional<Path> prlimit) {
  private static final String DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin";
  private static final String PERL = "use POSIX; POSIX::setsid(); exec {$ARGV[0]} @ARGV; exit 127";

  /** What this machine has: {@code setsid} or perl for sessions, {@code prlimit} for tags. */
  static Tools find() {
    String path = System.getenv("PATH");
    Optional<List<String>> setsid = which("setsid", path).map(tool -> List.of(tool.toString()));
    Optional<List<String>> perl =
        which("perl", path).map(tool -> List.of(tool.toString(), "-e", PERL));
    return new Tools(setsid.or(() -> perl).orElse(List.of()), which("prlimit", path));
  }

  /** The command that runs a program in its own session, marked with the tag. */
  List<String> prepare(List<String> program, long tag) {
    List<String> command = new ArrayList<>();
    prlimit.ifPresent(tool -> command.addAll(List.of(tool.toString(), "--locks=" + tag + ":")));
    command.addAll(inOwnSession);
    command.addAll(program);
    return command;
  }

  /** Where a program is found, by the search path or by its own. */
  static Optional<Path> which(String program, @Nullable String path) {
    if (program.contains("/")) {
      return Optional.of(Path.of(program)).filter(Tools::runnable);
    }
    String searched = path == null ? DEFAULT_PATH : path;
    for (String folder : searched.split(File.pathSeparator)) {
      Path candidate = Path.of(folder.isEmpty() ? "." : folder, program);
      if (runnable(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private static boolean runnable(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }
}
