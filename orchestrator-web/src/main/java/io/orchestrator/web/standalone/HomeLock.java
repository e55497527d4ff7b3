package io.orchestrator.web.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One standalone for one home, from the first moment of its start to its end. The file says which
 * process; it counts only while that process holds the lock, which ends with the process.
 */
final class HomeLock implements AutoCloseable {
  private final FileChannel channel;

  private HomeLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes it for this process.
   *
   * @throws StartFailure when another process has it; nothing was touched then
   */
  static HomeLock take(OrchestratorHome home) {
    try {
      FileChannel channel =
          FileChannel.open(
              home.lock(),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw taken(home);
      }
      String pid = Long.toString(ProcessHandle.current().pid());
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
      return new HomeLock(channel);
    } catch (IOException e) {
      throw new StartFailure(
          "The file " + home.lock() + " cannot be written (" + e.getClass().getSimpleName() + ").",
          "Give this user the right to write it.",
          e);
    }
  }

  /** The process that has it, which may still be starting. Looks without touching. */
  static Optional<ProcessHandle> holder(OrchestratorHome home) {
    try {
      return Files.exists(home.lock())
          ? process(home.lock()).filter(StandaloneState::mayBeOurs)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException thisProcess) {
      return null;
    }
  }

  private static Optional<ProcessHandle> process(Path file) throws IOException {
    try {
      return ProcessHandle.of(Long.parseLong(Files.readString(file).strip()));
    } catch (NumberFormatException justTakenOrLeft) {
      return Optional.empty();
    }
  }

  private static StartFailure taken(OrchestratorHome home) throws IOException {
    StandaloneState state = StandaloneState.read(home);
    String pid = process(home.lock()).map(p -> ", pid " + p.pid()).orElse("");
    return state.running()
        ? new StartFailure(
            "A standalone already runs in %s (%s%s).".formatted(home.root(), state.url("web"), pid),
            "Stop it with ./orchestrator stop, or give this one another home: ORCHESTRATOR_HOME=…")
        : new StartFailure(
            "A standalone is already starting in %s%s.".formatted(home.root(), pid),
            "Wait until it is ready, stop it with ./orchestrator stop, or give this one another"
                + " home: ORCHESTRATOR_HOME=…");
  }

  @Override
  public void close() {
    try (channel) {
      channel.truncate(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
