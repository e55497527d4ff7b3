package io.orchestrator.web.cli;

import io.orchestrator.web.config.DoubleUnderscoreEnvironment;
import io.orchestrator.web.config.OrchestratorSettings;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import picocli.CommandLine.Command;

/** The process's environment as a part of a command, so that tests can hand in another. */
@Command
final class Environment {
  private final Map<String, String> variables;

  Environment(Map<String, String> variables) {
    this.variables = variables;
  }

  Map<String, String> variables() {
    return variables;
  }

  /** Settings as the environment names them. */
  Map<String, Object> named() {
    return DoubleUnderscoreEnvironment.settings(variables);
  }

  /** All settings: the environment's, and the defaults of the others. */
  OrchestratorSettings settings() {
    try {
      return new Binder(new MapConfigurationPropertySource(named()))
          .bindOrCreate("orchestrator", OrchestratorSettings.class);
    } catch (BindException e) {
      String variable =
          "ORCHESTRATOR__"
              + e.getName()
                  .toString()
                  .replaceFirst("^orchestrator\\.", "")
                  .replace(".", "__")
                  .replace('-', '_')
                  .toUpperCase(Locale.ROOT);
      throw new CommandFailure(
          "The setting " + e.getName() + " has a wrong value.", "See " + variable + ".", e);
    }
  }
}
