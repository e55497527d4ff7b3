package io.orchestrator.web.cli;

import java.time.InstantSource;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the parts of commands, and hands environment and clock to those that read them. */
public final class CommandParts implements IFactory {
  private final IFactory others = CommandLine.defaultFactory();
  private final Map<String, String> environment;
  private final InstantSource clock;

  public CommandParts(Map<String, String> environment, InstantSource clock) {
    this.environment = Map.copyOf(environment);
    this.clock = clock;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    if (type == ServerOptions.class) {
      return type.cast(new ServerOptions(environment));
    }
    if (type == Environment.class) {
      return type.cast(new Environment(environment));
    }
    if (type == DagsTriggerCommand.class) {
      return type.cast(new DagsTriggerCommand(clock));
    }
    if (type == BenchCommand.class) {
      return type.cast(new BenchCommand(environment, clock));
    }
    return others.create(type);
  }
}
