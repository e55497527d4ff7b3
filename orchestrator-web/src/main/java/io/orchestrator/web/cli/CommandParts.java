package io.orchestrator.web.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the parts of commands, and hands the environment to those that read it. */
public final class CommandParts implements IFactory {
  private final IFactory others = CommandLine.defaultFactory();
  private final Map<String, String> environment;

  public CommandParts(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    if (type == ServerOptions.class) {
      return type.cast(new ServerOptions(environment));
    }
    if (type == Environment.class) {
      return type.cast(new Environment(environment));
    }
    return others.create(type);
  }
}
