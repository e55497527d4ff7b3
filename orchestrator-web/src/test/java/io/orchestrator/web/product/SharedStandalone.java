package io.orchestrator.web.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.util.FileSystemUtils;

/** Gives all tests of a build the same standalone with the examples; it stops after the last. */
final class SharedStandalone implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(SharedStandalone.class);

  /**
   * Left in an environment by a cluster: what a standalone's parts have agreed on beats it. And
   * time to undo on a machine however busy.
   */
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "ORCHESTRATOR__EXECUTION__WORKER_TOKEN",
          "another",
          "ORCHESTRATOR__WEB__PORT",
          "1",
          "ORCHESTRATOR__WEB__UNDO",
          "10m");

  private record Held(Path home, RunningStandalone standalone) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      standalone.close();
      FileSystemUtils.deleteRecursively(home);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == RunningStandalone.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Held.class, type -> start(), Held.class)
        .standalone();
  }

  private static Held start() {
    try {
      Path home = Files.createTempDirectory("orchestrator-it");
      return new Held(home, RunningStandalone.start(home, ENVIRONMENT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
