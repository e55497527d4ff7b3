package io.orchestrator.web.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest;

/**
 * The besiegers of a server, in a process of their own: silent connections all the time, logins and
 * triggers in waves, until standard input ends. Then it prints what became of them, a line each.
 */
public final class BesiegersMain {
  static final String LOGIN = "ORCHESTRATOR_BENCH_LOGIN";
  static final String TOKEN = "ORCHESTRATOR_BENCH_TOKEN";

  /** Printed as soon as the siege has begun. */
  static final String BEGUN = "begun";

  private BesiegersMain() {}

  /**
   * Besieges.
   *
   * @param args the port
   */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws IOException {
    int port = Integer.parseInt(args[0]);
    HttpRequest.Builder login = Besiegers.post(port, "/auth/token", System.getenv(LOGIN));
    HttpRequest.Builder trigger =
        Besiegers.post(
                port, "/api/v2/dags/" + BenchDags.BESIEGED + "/dagRuns", "{\"logical_date\":null}")
            .header("Authorization", "Bearer " + System.getenv(TOKEN));
    SilentCrowd silent = new SilentCrowd(port, Siege.SILENT);
    Besiegers logins = new Besiegers(login, Siege.LOGINS);
    Besiegers triggers = new Besiegers(trigger, Siege.TRIGGERS);
    try (silent;
        logins;
        triggers) {
      System.out.println(BEGUN);
      System.in.transferTo(OutputStream.nullOutputStream());
    }
    System.out.println("silent closed " + silent.turnedAway());
    logins
        .answers()
        .forEach((status, times) -> System.out.println("login " + status + " " + times));
    triggers
        .answers()
        .forEach((status, times) -> System.out.println("trigger " + status + " " + times));
  }
}
