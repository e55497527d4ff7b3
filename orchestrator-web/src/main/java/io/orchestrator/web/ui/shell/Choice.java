package io.orchestrator.web.ui.shell;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.NativeWebRequest;

/**
 * How a reader likes to see something: as the address says, else as it was chosen last in this
 * browser.
 *
 * @param cookie name of the cookie that keeps it
 * @param values what may be chosen; the first is meant where nothing was
 */
public record Choice(String cookie, List<String> values) {
  /** Of a request by which a page renews itself: that is nobody's choice. */
  private static final String LIVE = "X-Live";

  public Choice {
    values = List.copyOf(values);
  }

  /**
   * What is meant, kept for the next time if the address says it.
   *
   * @param asked as the address says; absent, or none of the values, when it does not
   */
  public String of(@Nullable String asked, NativeWebRequest web) {
    Optional<String> kept =
        Optional.ofNullable(web.getNativeRequest(HttpServletRequest.class))
            .flatMap(request -> MomentsResolver.cookie(request, cookie))
            .filter(values::contains);
    if (asked == null || !values.contains(asked)) {
      return kept.orElse(values.get(0));
    }
    HttpServletResponse response = web.getNativeResponse(HttpServletResponse.class);
    boolean chosen = web.getHeader(LIVE) == null && !kept.equals(Optional.of(asked));
    if (chosen && response != null) {
      SettingsController.cookie(response, cookie, asked);
    }
    return asked;
  }
}
