package io.orchestrator.web.ui.shell;

import io.orchestrator.web.ui.text.Moments;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.support.RequestContextUtils;

/** Puts the shell around every page; the API's controllers are left alone. */
@ControllerAdvice(ShellAdvice.PAGES)
public class ShellAdvice {
  /** The package of all pages. */
  public static final String PAGES = "io.orchestrator.web.ui";

  /** Where templates find what surrounds the page. */
  static final String SHELL = "shell";

  /** A redirect's attribute: what the page that follows says once. */
  public static final String FLASH = "flash";

  /** A redirect's attribute: the {@link UndoOffer} beside it. */
  public static final String UNDO = "undo";

  private final ShellReader reader;
  private final InstantSource clock;

  ShellAdvice(ShellReader reader, InstantSource clock) {
    this.reader = reader;
    this.clock = clock;
  }

  @ModelAttribute(SHELL)
  public ShellView shell(HttpServletRequest request) {
    readyForForms(request);
    Moments moments = MomentsResolver.moments(request, clock);
    ShellReader.Reading reading = reader.read();
    return new ShellView(
        account(SecurityContextHolder.getContext().getAuthentication()),
        new ShellView.Place(
            section(request.getRequestURI()),
            theme(request),
            MomentsResolver.cookie(request, MomentsResolver.KEYS_COOKIE).isEmpty(),
            new ShellView.Clock(
                moments.minute(moments.now()),
                moments.title(moments.now()),
                moments.zoneName(),
                MomentsResolver.chosen(request).isPresent() ? null : moments.zone().getId())),
        reading.counts(),
        reading.health(),
        flash(request));
  }

  /** The token needs a session, and a session needs a response that has not been sent yet. */
  private static void readyForForms(HttpServletRequest request) {
    if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token) {
      token.getToken();
    }
  }

  static @Nullable String theme(HttpServletRequest request) {
    return MomentsResolver.cookie(request, MomentsResolver.THEME_COOKIE)
        .filter(theme -> theme.equals("light") || theme.equals("dark"))
        .orElse(null);
  }

  static ShellView.Account account(@Nullable Authentication authentication) {
    if (authentication == null) {
      return new ShellView.Account("?", "nobody", false, false);
    }
    boolean admin = has(authentication, "ROLE_ADMIN");
    boolean operator = has(authentication, "ROLE_OPERATOR");
    String role = admin ? "admin" : operator ? "operator" : "viewer";
    return new ShellView.Account(authentication.getName(), role, operator, admin);
  }

  private static boolean has(Authentication authentication, String role) {
    return authentication.getAuthorities().stream().anyMatch(a -> role.equals(a.getAuthority()));
  }

  private static ShellView.@Nullable Flash flash(HttpServletRequest request) {
    Map<String, ?> flash = RequestContextUtils.getInputFlashMap(request);
    if (flash == null || !(flash.get(FLASH) instanceof String text)) {
      return null;
    }
    return new ShellView.Flash(text, flash.get(UNDO) instanceof UndoOffer undo ? undo : null);
  }

  private static String section(String path) {
    if (path.equals("/")) {
      return "now";
    }
    if (path.startsWith("/dag_runs") || path.contains("/runs/")) {
      return "runs";
    }
    String first = path.substring(1);
    int slash = first.indexOf('/');
    return slash < 0 ? first : first.substring(0, slash);
  }
}
