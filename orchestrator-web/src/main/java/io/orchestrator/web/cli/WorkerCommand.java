package io.orchestrator.web.cli;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import io.orchestrator.worker.WorkerMain;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code orchestrator worker}: the worker reads its own options; {@code --help} lists them. */
@Command(name = "worker", description = "Claim tasks from a server and run them.")
final class WorkerCommand implements Callable<Integer> {
  private static final String LOG_SETTINGS = "/io/orchestrator/worker/logback-worker.xml";

  @Unmatched List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws JoranException {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.reset();
      JoranConfigurator configurator = new JoranConfigurator();
      configurator.setContext(context);
      configurator.doConfigure(WorkerMain.class.getResource(LOG_SETTINGS));
    }
    return WorkerMain.run(arguments, System.getenv(), System.err);
  }
}
