package io.orchestrator.web.health;

/** What has to have happened once before this server may be called ready. Thread-safe. */
public final class Readiness {
  private volatile boolean login;
  private volatile boolean files;

  /** There is a user, and all that a login needs has started. */
  public void loginWorks() {
    login = true;
  }

  /** The loader has dealt with every file of its folders. */
  public void filesSeen() {
    files = true;
  }

  /** Whether somebody can log in. */
  public boolean login() {
    return login;
  }

  /** Whether no file of the start is still to be looked at. */
  public boolean files() {
    return files;
  }
}
