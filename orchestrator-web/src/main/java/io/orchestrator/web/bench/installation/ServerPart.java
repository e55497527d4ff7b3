package io.orchestrator.web.bench.installation;

import io.orchestrator.web.standalone.StartFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The server of an installation. One thread at a time. */
final class ServerPart {
  static final String WORKERS_PORT = "ORCHESTRATOR__EXECUTION__PORT";
  static final String TRIGGERS = "ORCHESTRATOR__SCHEDULER__TRIGGERS_PER_MINUTE";
  private static final String WEB_PORT = "ORCHESTRATOR__WEB__PORT";

  /**
   * Younger than builds that this one may be compared with. A build refuses what it does not know.
   */
  private static final List<String> YOUNG = List.of(WORKERS_PORT, TRIGGERS);

  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int LAST_WORDS = 600;
  private final Build build;
  private final Path home;
  private final Set<String> unknown;
  private @Nullable Running running;
  private @Nullable RestCalls rest;
  private String workersUrl = "";
  private double readySeconds;
  private double readyCpuSeconds;

  /**
   * @param unknown settings that the build refuses; those found here are added
   */
  ServerPart(Build build, Path home, Set<String> unknown) {
    this.build = build;
    this.home = home;
    this.unknown = unknown;
  }

  /**
   * Returns when it is ready.
   *
   * @throws StartFailure when it does not start
   */
  void start(Map<String, String> settings, Leftovers parts) throws Exception {
    Path words = home.resolve("server.log");
    for (int tries = 0; ; tries++) {
      Map<String, String> known = new HashMap<>(settings);
      known.keySet().removeAll(unknown);
      long start = System.nanoTime();
      Running started = parts.keep(new Running(build.start(List.of("server"), known, home, words)));
      RestCalls calls = new RestCalls(local(known.get(WEB_PORT)));
      Await.until(
          "the server of " + build,
          START,
          PAUSE,
          () -> !started.process().isAlive() || calls.ready());
      if (started.process().isAlive()) {
        readySeconds = (System.nanoTime() - start) / 1e9;
        readyCpuSeconds = ProcessorTime.seconds(started.process().pid());
        running = started;
        rest = calls;
        workersUrl = local(known.getOrDefault(WORKERS_PORT, known.get(WEB_PORT)));
        return;
      }
      parts.drop(started);
      if (tries == YOUNG.size() || !learned(Files.readString(words))) {
        throw failure(Files.readString(words));
      }
    }
  }

  /** Whether it has said that it does not know one of the settings. */
  private boolean learned(String words) {
    boolean any = false;
    for (String setting : YOUNG) {
      any |= words.contains(property(setting)) && unknown.add(setting);
    }
    return any;
  }

  private static String property(String variable) {
    return variable.toLowerCase(Locale.ROOT).replace("__", ".").replace('_', '-');
  }

  private StartFailure failure(String words) {
    String last = words.substring(Math.max(0, words.length() - LAST_WORDS)).strip();
    return new StartFailure(
        "The server of " + build + " did not start: " + last,
        "Start it by itself to see more: " + build.root().resolve("orchestrator") + " server");
  }

  private static String local(@Nullable String port) {
    return "http://127.0.0.1:" + port;
  }

  RestCalls rest() {
    if (rest == null) {
      throw new IllegalStateException("not started");
    }
    return rest;
  }

  /** Where workers are answered; in old builds where everybody is. */
  String workersUrl() {
    return workersUrl;
  }

  double readySeconds() {
    return readySeconds;
  }

  /** Of processors, its children included; 0 where that is not known. */
  double readyCpuSeconds() {
    return readyCpuSeconds;
  }

  long pid() {
    return process().pid();
  }

  private Process process() {
    if (running == null) {
      throw new IllegalStateException("not started");
    }
    return running.process();
  }

  void requireAlive() {
    if (!process().isAlive()) {
      throw new IllegalStateException(
          "The server of " + build + " has ended with " + process().exitValue() + ".");
    }
  }
}
