package io.orchestrator.web.ui.shell;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The login form; Spring Security answers the POST. */
@Controller
final class LoginController {
  private final HttpSessionRequestCache asked = new HttpSessionRequestCache();

  @GetMapping("/login")
  String login(HttpServletRequest request, HttpServletResponse response, Model model) {
    model.addAttribute("theme", ShellAdvice.theme(request));
    model.addAttribute(
        "login",
        new LoginView(version(), goesTo(request, response), notice(request), error(request)));
    return "login";
  }

  private @Nullable String goesTo(HttpServletRequest request, HttpServletResponse response) {
    SavedRequest saved = asked.getRequest(request, response);
    if (saved == null) {
      return null;
    }
    String path = URI.create(saved.getRedirectUrl()).getPath();
    return path == null || path.length() < 2 ? null : path.substring(1);
  }

  private static @Nullable String notice(HttpServletRequest request) {
    if (request.getParameter("logout") != null) {
      return "You are signed out.";
    }
    return request.getParameter("used") == null
        ? null
        : "That link was used already or is too old. Sign in with the password.";
  }

  private static @Nullable String error(HttpServletRequest request) {
    if (request.getParameter("later") != null) {
      return "There were too many wrong tries. Wait a minute, then try again.";
    }
    if (request.getParameter("away") != null) {
      return "The database does not answer, so nobody can sign in now. Try again in a moment.";
    }
    return request.getParameter("error") == null ? null : "User or password is not right.";
  }

  private static String version() {
    String version = LoginController.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
