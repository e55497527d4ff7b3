package io.orchestrator.web.bench.chaos;

import io.orchestrator.web.standalone.ChildJvm;
import io.orchestrator.web.standalone.LocalPostgres;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A part of the installation that can be killed and started again. One thread at a time. */
abstract sealed class Part {
  private static final long END_SECONDS = 40;
  private final String name;

  Part(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  abstract void start() throws IOException;

  /** Its process while it lives. */
  abstract Optional<ProcessHandle> process();

  /** As {@code kill -9}; returns when it is dead. */
  void kill() {
    process().ifPresent(Part::kill);
  }

  /** Asks it to end, and kills it when it does not. */
  abstract void stop() throws InterruptedException;

  private static void kill(ProcessHandle process) {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** A JVM of its own. */
  static final class Jvm extends Part {
    private final ChaosHome home;
    private final ChildJvm jvm;
    private @Nullable Process life;

    Jvm(String name, ChaosHome home, ChildJvm jvm) {
      super(name);
      this.home = home;
      this.jvm = jvm;
    }

    @Override
    void start() throws IOException {
      Process started =
          jvm.start(
              home.root().resolve(name() + ".log"), home.root().resolve("tmp").resolve(name()));
      started.getInputStream().close();
      life = started;
    }

    @Override
    Optional<ProcessHandle> process() {
      return Optional.ofNullable(life).map(Process::toHandle).filter(ProcessHandle::isAlive);
    }

    @Override
    void stop() throws InterruptedException {
      Process ending = life;
      if (ending != null) {
        ending.destroy();
        if (!ending.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
          kill();
        }
      }
    }
  }

  /** PostgreSQL. */
  static final class Database extends Part {
    private final ChaosHome home;
    private @Nullable LocalPostgres life;

    Database(ChaosHome home) {
      super("database");
      this.home = home;
    }

    @Override
    void start() throws IOException {
      stop();
      life =
          LocalPostgres.start(
              home.databaseFolders(),
              home.databasePort(),
              ChaosHome.PASSWORD,
              home.root().resolve("postgres.log"));
    }

    @Override
    Optional<ProcessHandle> process() {
      LocalPostgres present = life;
      return present == null ? Optional.empty() : ProcessHandle.of(present.pid());
    }

    /** The processes of its connections as well: otherwise they would finish their work. */
    @Override
    void kill() {
      Optional<ProcessHandle> server = process();
      List<ProcessHandle> backends =
          new ArrayList<>(server.map(s -> s.children().toList()).orElse(List.of()));
      super.kill();
      backends.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    void stop() {
      LocalPostgres ending = life;
      life = null;
      if (ending != null) {
        ending.close();
      }
    }
  }
}
