package io.orchestrator.web.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a standalone says about itself in {@code state.json}, rewritten whenever a part is started.
 *
 * @param state {@code starting}, {@code running} or {@code stopped}
 * @param pids process id by part: server, worker, postgres, local_aws
 * @param urls address by part: web, api, postgres, s3, athena
 * @param ports port by part
 * @param credentialFiles file by what it opens; their contents are never printed
 */
public record StandaloneState(
    String state,
    String version,
    String home,
    Map<String, Long> pids,
    Map<String, String> urls,
    Map<String, Integer> ports,
    Map<String, String> credentialFiles,
    Map<String, String> folders) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /**
   * The state of the home's standalone. When its server process is gone it is {@code stopped},
   * unless another one is {@code starting}.
   */
  public static StandaloneState read(OrchestratorHome home) {
    if (Files.exists(home.state())) {
      StandaloneState written = JSON.readValue(home.state(), StandaloneState.class);
      if (written.serverProcess().isPresent()) {
        return written;
      }
    }
    return HomeLock.holder(home)
        .map(p -> without(home, "starting", Map.of("server", p.pid())))
        .orElseGet(() -> without(home, "stopped", Map.of()));
  }

  /** One that has no addresses yet, or none any more. */
  private static StandaloneState without(
      OrchestratorHome home, String state, Map<String, Long> pids) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("admin_password", home.adminPassword().toString());
    return new StandaloneState(
        state, "", home.root().toString(), pids, Map.of(), Map.of(), files, Map.of());
  }

  void write(Path file) {
    try {
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(fresh, toJson());
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The address of a part, empty when it has none. */
  String url(String part) {
    return urls.getOrDefault(part, "");
  }

  public boolean running() {
    return state.equals("running");
  }

  /** The server's process while it lives. */
  public Optional<ProcessHandle> serverProcess() {
    return Optional.ofNullable(pids.get("server"))
        .flatMap(ProcessHandle::of)
        .filter(StandaloneState::mayBeOurs);
  }

  /** A reused process id is some other program, not our JVM. */
  static boolean mayBeOurs(ProcessHandle process) {
    return process.isAlive() && process.info().command().map(c -> c.endsWith("java")).orElse(true);
  }

  public String toJson() {
    return JSON.writeValueAsString(this);
  }

  /** For a terminal. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    String named = version.isEmpty() ? "Orchestrator" : "Orchestrator " + version;
    lines.add(named + " is " + state + " (home " + home + ")");
    urls.forEach((part, url) -> lines.add("  %-10s %s".formatted(part, url)));
    pids.forEach((part, pid) -> lines.add("  %-10s pid %d".formatted(part, pid)));
    credentialFiles.forEach((what, file) -> lines.add("  %s: %s".formatted(what, file)));
    if (pids.isEmpty()) {
      lines.add("  Start it: ./orchestrator standalone");
    }
    return lines;
  }
}
