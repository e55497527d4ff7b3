package io.orchestrator.worker;

import io.orchestrator.model.NameRule;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a worker is started.
 *
 * @param server where the server answers
 * @param spool folder of task logs on their way
 * @param work folder of processes and fetched jars
 * @param name absent: host, pid and chance
 * @param slots attempts at the same time
 * @param queues queues it serves
 * @param dieWithParent whether the end of standard input ends the worker
 */
record WorkerOptions(
    URI server,
    Path spool,
    Path work,
    Optional<String> name,
    int slots,
    List<String> queues,
    boolean dieWithParent) {
  static final String USAGE =
      String.join(
          System.lineSeparator(),
          "Usage: orchestrator worker --server URL [options]",
          "Claims tasks from a server and runs them.",
          "      --server URL        where the server answers workers, as http://server:8081",
          "      --name NAME         unique among workers. Default: host-pid-chance",
          "      --slots N           tasks at the same time. Default: 2 per core, at least 4",
          "      --queues A,B        queues it serves. Default: default",
          "      --spool FOLDER      task logs on their way. Default: $ORCHESTRATOR_HOME/spool",
          "      --work FOLDER       processes and fetched jars. Default: worker beside the spool",
          "      --die-with-parent   end when standard input ends",
          "Settings by environment: ORCHESTRATOR__EXECUTION__WORKER_TOKEN (required),",
          "ORCHESTRATOR__LOGS__REMOTE, …__ENDPOINT, …__REGION, …__ACCESS_KEY, …__SECRET_KEY.");
  private static final int LEAST_SLOTS = 4;
  private static final int SLOTS_PER_CORE = 2;

  /** The arguments make no sense; the message says which. */
  static final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
      super(message);
    }
  }

  static WorkerOptions parse(List<String> arguments, Map<String, String> environment, int cores)
      throws UsageException {
    Parsed parsed = new Parsed();
    Deque<String> rest = new ArrayDeque<>(arguments);
    while (!rest.isEmpty()) {
      parsed.take(rest.pop(), rest);
    }
    Path spool = parsed.spool.map(Path::of).orElse(home(environment).resolve("spool"));
    Path absolute = spool.toAbsolutePath().normalize();
    return new WorkerOptions(
        server(parsed.server.orElseThrow(() -> new UsageException("--server is missing"))),
        absolute,
        parsed.work.map(Path::of).orElse(absolute.resolveSibling("worker")).toAbsolutePath(),
        parsed.name,
        parsed.slots.orElse(Math.max(LEAST_SLOTS, SLOTS_PER_CORE * cores)),
        parsed.queues,
        parsed.dieWithParent);
  }

  private static Path home(Map<String, String> environment) {
    String home = environment.get("ORCHESTRATOR_HOME");
    Path ofUser = Path.of(System.getProperty("user.home"), ".orchestrator");
    return home == null || home.isBlank() ? ofUser : Path.of(home);
  }

  private static URI server(String text) throws UsageException {
    try {
      URI uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      if (uri.getHost() != null && String.valueOf(uri.getScheme()).startsWith("http")) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw new UsageException("--server " + text + " is no URL: " + e.getMessage());
    }
    throw new UsageException("--server " + text + " is no URL such as http://server:8081");
  }

  private static final class Parsed {
    private Optional<String> server = Optional.empty();
    private Optional<String> spool = Optional.empty();
    private Optional<String> work = Optional.empty();
    private Optional<String> name = Optional.empty();
    private Optional<Integer> slots = Optional.empty();
    private List<String> queues = List.of("default");
    private boolean dieWithParent;

    void take(String option, Deque<String> rest) throws UsageException {
      int equals = option.indexOf('=');
      if (option.startsWith("--") && equals > 0) {
        rest.push(option.substring(equals + 1));
        take(option.substring(0, equals), rest);
        return;
      }
      switch (option) {
        case "--server" -> server = Optional.of(value(option, rest));
        case "--spool" -> spool = Optional.of(value(option, rest));
        case "--work" -> work = Optional.of(value(option, rest));
        case "--name" -> name = Optional.of(named(NameRule.WORKER, option, value(option, rest)));
        case "--slots" -> slots = Optional.of(number(option, value(option, rest)));
        case "--queues" -> queues = names(value(option, rest));
        case "--die-with-parent" -> dieWithParent = true;
        default -> throw new UsageException("There is no option " + option);
      }
    }

    private static String value(String option, Deque<String> rest) throws UsageException {
      if (rest.isEmpty()) {
        throw new UsageException(option + " needs a value");
      }
      return rest.pop();
    }

    private static int number(String option, String text) throws UsageException {
      try {
        int number = Integer.parseInt(text);
        if (number >= 1) {
          return number;
        }
      } catch (NumberFormatException e) {
        throw new UsageException(option + " " + text + " is no number");
      }
      throw new UsageException(option + " must be 1 or more");
    }

    private static List<String> names(String text) throws UsageException {
      List<String> names =
          Arrays.stream(text.split(",")).map(String::strip).filter(n -> !n.isEmpty()).toList();
      if (names.isEmpty()) {
        throw new UsageException("--queues needs at least one name");
      }
      for (String name : names) {
        named(NameRule.QUEUE, "--queues", name);
      }
      return names;
    }

    private static String named(NameRule rule, String option, String name) throws UsageException {
      List<String> problems = rule.problems(name);
      if (!problems.isEmpty()) {
        throw new UsageException(option + ": " + String.join(" ", problems));
      }
      return name;
    }
  }
}
