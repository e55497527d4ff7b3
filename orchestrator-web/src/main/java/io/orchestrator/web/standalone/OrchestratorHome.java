package io.orchestrator.web.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * The one folder a standalone writes to: {@code ORCHESTRATOR_HOME}, else {@code ~/.orchestrator}.
 */
public record OrchestratorHome(Path root) {
  private static final Logger LOG = LoggerFactory.getLogger(OrchestratorHome.class);

  public static OrchestratorHome of(Map<String, String> environment) {
    String named = environment.getOrDefault("ORCHESTRATOR_HOME", "");
    Path root =
        named.isBlank()
            ? Path.of(System.getProperty("user.home"), ".orchestrator")
            : Path.of(named);
    return new OrchestratorHome(root.toAbsolutePath().normalize());
  }

  /**
   * Creates the folder for the owner only.
   *
   * @throws StartFailure when it cannot be written
   */
  public OrchestratorHome create() {
    try {
      if (!Files.isDirectory(root)) {
        Files.createDirectories(root);
        ownerOnly(root, "rwx------");
      }
      Files.createDirectories(dags());
      Files.createDirectories(logs());
    } catch (IOException e) {
      throw new StartFailure(
          "The folder " + root + " cannot be written (" + e.getClass().getSimpleName() + ").",
          "Make it writable, or name another one: ORCHESTRATOR_HOME=/path ./orchestrator standalone",
          e);
    }
    return this;
  }

  public Path dags() {
    return root.resolve("dags");
  }

  public Path postgres() {
    return root.resolve("postgres");
  }

  /** Programs of others, unpacked at the first start; for the owner only. */
  public Path programs() {
    return root.resolve("programs");
  }

  /** What a part needs only while it runs: emptied at each start. */
  Path temporary(String part) {
    return temporary().resolve(part);
  }

  private Path temporary() {
    return root.resolve("tmp");
  }

  /** Removes what earlier starts left of {@link #temporary}; what cannot be removed stays. */
  void emptyTemporary() {
    try {
      FileSystemUtils.deleteRecursively(temporary());
      ownerOnlyFolder(temporary());
    } catch (IOException e) {
      LOG.debug("{} was not emptied", temporary(), e);
    }
  }

  public Path localAws() {
    return root.resolve("local-aws");
  }

  public Path logs() {
    return root.resolve("logs");
  }

  public Path spool() {
    return root.resolve("spool");
  }

  public Path jars() {
    return root.resolve("jars");
  }

  public Path landing() {
    return root.resolve("landing");
  }

  public Path adminPassword() {
    return root.resolve("admin-password");
  }

  public Path secret(String name) {
    return root.resolve("secrets").resolve(name);
  }

  public Path state() {
    return root.resolve("state.json");
  }

  /** Held by the standalone of this home. */
  Path lock() {
    return root.resolve("lock");
  }

  public Path serverLog() {
    return logs().resolve("server.log");
  }

  /** Makes a folder that only its owner can enter, whatever is below it. */
  static Path ownerOnlyFolder(Path folder) throws IOException {
    Files.createDirectories(folder);
    ownerOnly(folder, "rwx------");
    return folder;
  }

  static void ownerOnly(Path path, String permissions) {
    try {
      if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
