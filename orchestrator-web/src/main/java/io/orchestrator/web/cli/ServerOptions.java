package io.orchestrator.web.cli;

import io.orchestrator.web.standalone.OrchestratorHome;
import io.orchestrator.web.standalone.StandaloneState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Which server a client command talks to, and as whom. Without options and environment it is the
 * standalone of this home, as its admin. Secrets come from the environment or from files, never
 * from the command line, where every process of the machine can read them.
 */
final class ServerOptions {
  private final Map<String, String> environment;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The server. Default: $$ORCHESTRATOR_URL, else this home's standalone.")
  @Nullable String url;

  @Option(
      names = "--username",
      paramLabel = "NAME",
      description = "Who logs in. Default: $$ORCHESTRATOR_USERNAME, else admin.")
  @Nullable String username;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description =
          "File with the password. Default: $$ORCHESTRATOR_PASSWORD_FILE; also"
              + " $$ORCHESTRATOR_PASSWORD, or a token in $$ORCHESTRATOR_TOKEN.")
  @Nullable Path passwordFile;

  ServerOptions(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * A client that is logged in.
   *
   * @throws CommandFailure when no server is known, it does not answer, or it refuses the login
   */
  ApiClient client() {
    OrchestratorHome home = OrchestratorHome.of(environment);
    String named = given(url, "ORCHESTRATOR_URL").orElse("");
    String local = named.isEmpty() ? localUrl(home) : "";
    ApiClient client = new ApiClient(named.isEmpty() ? local : named);
    Optional<String> token = given(null, "ORCHESTRATOR_TOKEN");
    if (token.isPresent()) {
      return client.withToken(token.get());
    }
    String user = given(username, "ORCHESTRATOR_USERNAME").orElse("admin");
    return client.login(user, password(home, !local.isEmpty() && user.equals("admin")));
  }

  private static String localUrl(OrchestratorHome home) {
    StandaloneState state = StandaloneState.read(home);
    String web = state.urls().getOrDefault("web", "");
    if (!state.running() || web.isEmpty()) {
      throw new CommandFailure(
          "No server is known: no standalone runs in " + home.root() + ".",
          "Start one: ./orchestrator standalone. Or name a server: --url or ORCHESTRATOR_URL.");
    }
    return web;
  }

  /** The admin password of this home goes to this home's own server only. */
  private String password(OrchestratorHome home, boolean localAdmin) {
    Optional<String> direct = given(null, "ORCHESTRATOR_PASSWORD");
    if (passwordFile == null && direct.isPresent()) {
      return direct.get();
    }
    String fromFile = passwordFile == null ? null : passwordFile.toString();
    Optional<Path> file = given(fromFile, "ORCHESTRATOR_PASSWORD_FILE").map(Path::of);
    if (file.isEmpty() && localAdmin) {
      file = Optional.of(home.adminPassword());
    }
    return read(
        file.orElseThrow(
            () ->
                new CommandFailure(
                    "No password is given for this server.",
                    "Set ORCHESTRATOR_PASSWORD, name a file with --password-file, or set"
                        + " ORCHESTRATOR_TOKEN.")));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new CommandFailure(
          "The password file " + file + " cannot be read (" + e.getClass().getSimpleName() + ").",
          "Name another one with --password-file.",
          e);
    }
  }

  private Optional<String> given(@Nullable String option, String variable) {
    String value = option == null ? environment.getOrDefault(variable, "") : option;
    return value.isBlank() ? Optional.empty() : Optional.of(value);
  }
}
