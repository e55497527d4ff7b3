package io.orchestrator.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The banner's link: logs in without typing, once. */
@Controller
final class OneTimeLoginController {
  private final OneTimeLogins logins;
  private final StoredUsers users;
  private final SecurityContextRepository contexts;
  private final Logins log;

  OneTimeLoginController(
      OneTimeLogins logins, StoredUsers users, SecurityContextRepository contexts, Logins log) {
    this.logins = logins;
    this.users = users;
    this.contexts = contexts;
    this.log = log;
  }

  @GetMapping("/login/once")
  String login(
      @RequestParam String token, HttpServletRequest request, HttpServletResponse response) {
    return logins
        .redeem(token)
        .flatMap(users::find)
        .map(
            user -> {
              enter(user, request, response);
              return "redirect:/dags";
            })
        .orElse("redirect:/login?used");
  }

  private void enter(UserDetails user, HttpServletRequest request, HttpServletResponse response) {
    log.audit(
        user.getUsername(),
        "user.login",
        "by the link of the start, from " + request.getRemoteAddr());
    request.getSession(true);
    request.changeSessionId();
    var context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(user, null, user.getAuthorities()));
    SecurityContextHolder.setContext(context);
    contexts.saveContext(context, request, response);
  }
}
