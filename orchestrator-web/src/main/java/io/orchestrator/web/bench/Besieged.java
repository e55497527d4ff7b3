package io.orchestrator.web.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A server while it is besieged. The besiegers' process has the lowest priority: what they cost is
 * not the server's, but on a machine with few cores some of it is in the figures.
 */
final class Besieged implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;
  private final Map<String, Long> counts;

  private Besieged(Process process, Map<String, Long> counts) {
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
    this.counts = counts;
  }

  /**
   * Returns when the siege begins.
   *
   * @param token of a login
   * @param counts to which the besiegers' are added at the end, for example {@code trigger 429}
   */
  static Besieged begin(int port, String login, String token, Map<String, Long> counts)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                "nice",
                "-n",
                "19",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                BesiegersMain.class.getName(),
                Integer.toString(port)));
    builder.environment().put(BesiegersMain.LOGIN, login);
    builder.environment().put(BesiegersMain.TOKEN, token);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Besieged siege = new Besieged(builder.start(), new TreeMap<>(counts));
    String first = siege.out.readLine();
    if (!BesiegersMain.BEGUN.equals(first)) {
      siege.process.destroyForcibly();
      throw new IOException("The besiegers did not begin; they said: " + first);
    }
    return siege;
  }

  /** Ends the siege when its last calls have been answered; what became of all of them so far. */
  Map<String, Long> end() throws IOException {
    process.getOutputStream().close();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      int last = line.lastIndexOf(' ');
      counts.merge(line.substring(0, last), Long.valueOf(line.substring(last + 1)), Long::sum);
    }
    return counts;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
