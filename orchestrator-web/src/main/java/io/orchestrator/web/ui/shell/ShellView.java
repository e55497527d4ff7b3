package io.orchestrator.web.ui.shell;

import org.jspecify.annotations.Nullable;

/**
 * What surrounds every page.
 *
 * @param flash result of the last action, shown once
 */
public record ShellView(
    Account account, Place place, Counts counts, Health health, @Nullable String flash) {

  /** Who reads. */
  public record Account(String user, String role, boolean operator, boolean admin) {}

  /** Where and when. */
  public record Place(
      String section, @Nullable String theme, String clock, String clockTitle, String zone) {}

  /** Numbers of the navigation. */
  public record Counts(long running, int importErrors) {
    public static final Counts NONE = new Counts(0, 0);
  }

  /**
   * State of the parts.
   *
   * @param css empty, {@code warn} or {@code bad}
   */
  public record Health(String css, String text, String age, String title) {}

  public String user() {
    return account.user();
  }

  public String role() {
    return account.role();
  }

  /** First two letters. */
  public String initials() {
    return account
        .user()
        .substring(0, Math.min(2, account.user().length()))
        .toUpperCase(java.util.Locale.ROOT);
  }

  public boolean operator() {
    return account.operator();
  }

  public boolean admin() {
    return account.admin();
  }

  public String section() {
    return place.section();
  }

  public @Nullable String theme() {
    return place.theme();
  }

  public String clock() {
    return place.clock();
  }

  public String clockTitle() {
    return place.clockTitle();
  }

  public String zone() {
    return place.zone();
  }

  public long running() {
    return counts.running();
  }

  public int importErrors() {
    return counts.importErrors();
  }
}
