package io.orchestrator.web.ui.text;

/** Where an action leads back to: an address of this server that a page of ours has named. */
public final class Back {
  private Back() {}

  /**
   * The wanted address, or the other one when that leads elsewhere.
   *
   * @param wanted path and query; whoever wrote the link may have written anything
   */
  public static String to(String wanted, String otherwise) {
    boolean ours =
        wanted.startsWith("/")
            && !wanted.startsWith("//")
            && wanted.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\');
    return ours ? wanted.replace("{", "%7B").replace("}", "%7D") : otherwise;
  }

  /** The same as a controller's answer. */
  public static String redirect(String wanted, String otherwise) {
    return "redirect:" + to(wanted, otherwise);
  }
}
