package io.orchestrator.web.cli;

import io.orchestrator.store.Administration;
import io.orchestrator.web.config.OrchestratorSettings;
import io.orchestrator.web.config.ProductVersion;
import io.orchestrator.web.server.ServerApplication;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code orchestrator server}: scheduler, REST and UI, with the database and workers elsewhere. */
@Command(
    name = "server",
    description = {
      "Run the server: scheduler, web UI, REST and the workers' API.",
      "Settings come from the environment, ORCHESTRATOR__SECTION__KEY."
    },
    footer = {
      "",
      "Example: ORCHESTRATOR__DATABASE__URL=jdbc:postgresql://db/orchestrator \\",
      "         ORCHESTRATOR__DATABASE__PASSWORD=… ORCHESTRATOR__EXECUTION__WORKER_TOKEN=… \\",
      "         ORCHESTRATOR__SECURITY__SECRET_KEY=… ORCHESTRATOR__SECURITY__ADMIN_PASSWORD=… \\",
      "         orchestrator server"
    },
    mixinStandardHelpOptions = true)
final class ServerCommand implements Callable<Integer> {
  private static final int SHORTEST_KEY = 32;
  private static final String HOW = "openssl rand -hex 24 makes a good one.";

  @Mixin Environment environment;
  @Spec CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    OrchestratorSettings settings = environment.settings();
    requireSecrets(settings);
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stop.countDown();
                  await(stopped);
                },
                "stop-on-signal"));
    try (ServletWebServerApplicationContext server = start()) {
      requireUser(server);
      PrintWriter out = spec.commandLine().getOut();
      out.println(
          "Orchestrator %s listens on http://%s:%d, and for workers on port %d"
              .formatted(
                  ProductVersion.text(),
                  settings.web().host(),
                  settings.web().port(),
                  settings.execution().port()));
      out.flush();
      stop.await();
    } finally {
      stopped.countDown();
    }
    return 0;
  }

  private ServletWebServerApplicationContext start() {
    try {
      return ServerApplication.start(environment.named());
    } catch (PortInUseException e) {
      throw new CommandFailure(
          "Port " + e.getPort() + " is taken.", "Choose another: ORCHESTRATOR__WEB__PORT.", e);
    } catch (RuntimeException e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      throw new CommandFailure(
          "The server did not start: " + cause.getMessage(),
          "Its log above says more; ORCHESTRATOR_TRACE=1 shows where.",
          e);
    }
  }

  private static void requireSecrets(OrchestratorSettings settings) {
    List<String> missing = new ArrayList<>();
    if (settings.execution().workerToken().isBlank()) {
      missing.add("ORCHESTRATOR__EXECUTION__WORKER_TOKEN (workers prove themselves with it)");
    }
    if (settings.security().secretKey().length() < SHORTEST_KEY) {
      missing.add("ORCHESTRATOR__SECURITY__SECRET_KEY (signs tokens, at least 32 characters)");
    }
    if (!missing.isEmpty()) {
      throw new CommandFailure(
          "The server does not start without " + String.join(" and ", missing) + ".", HOW);
    }
  }

  private static void requireUser(ServletWebServerApplicationContext server) {
    if (server.getBean(Administration.class).users().all().isEmpty()) {
      throw new CommandFailure(
          "Nobody could log in: the database has no user yet, so the server stops again.",
          "Set ORCHESTRATOR__SECURITY__ADMIN_PASSWORD for the first start. " + HOW);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
