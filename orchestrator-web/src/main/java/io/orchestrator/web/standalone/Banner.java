package io.orchestrator.web.standalone;

import java.io.PrintWriter;
import picocli.CommandLine;

/** The last thing on screen after a start: where to go, as whom, and how to stop. */
final class Banner {
  private Banner() {}

  static void print(
      PrintWriter out, StandaloneState state, StandaloneOptions options, String loginLink) {
    out.println();
    out.println("  Orchestrator " + state.version() + " is ready");
    out.println();
    line(out, "Open", loginLink + "  (logs you in, once)");
    line(out, "Web", state.url("web"));
    line(out, "User", "admin, password in " + state.credentialFiles().get("admin_password"));
    line(
        out,
        "DAGs",
        state.folders().get("dags") + (options.examples() ? "  and the examples" : ""));
    line(out, "Database", state.url("postgres"));
    line(out, "Local AWS", "S3 " + state.url("s3") + ", Athena " + state.url("athena"));
    line(out, "API", state.url("api"));
    line(out, "Server log", state.folders().get("logs") + "/server.log");
    line(out, "Stop", "Ctrl C, or ./orchestrator stop");
    int port = state.ports().getOrDefault("web", options.port());
    if (port != options.port()) {
      out.println();
      out.println(yellow("  Port " + options.port() + " is taken; using " + port + " instead."));
    }
    out.println();
    out.flush();
  }

  private static void line(PrintWriter out, String name, String value) {
    out.printf("  %-11s %s%n", name, value);
  }

  /** Yellow on a terminal that shows colours and does not refuse them by {@code NO_COLOR}. */
  private static String yellow(String text) {
    return CommandLine.Help.Ansi.AUTO.string("@|yellow " + text + "|@");
  }
}
