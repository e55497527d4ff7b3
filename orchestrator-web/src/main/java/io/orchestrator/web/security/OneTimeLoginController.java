package io.orchestrator.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The banner's link: logs in without typing, once. */
@Controller
final class OneTimeLoginController {
  private final OneTimeLogins logins;
  private final UserDetailsService users;
  private final SecurityContextRepository contexts;

  OneTimeLoginController(
      OneTimeLogins logins, UserDetailsService users, SecurityContextRepository contexts) {
    this.logins = logins;
    this.users = users;
    this.contexts = contexts;
  }

  @GetMapping("/login/once")
  String login(
      @RequestParam String token, HttpServletRequest request, HttpServletResponse response) {
    return logins
        .redeem(token)
        .map(
            username -> {
              enter(username, request, response);
              return "redirect:/dags";
            })
        .orElse("redirect:/login?used");
  }

  private void enter(String username, HttpServletRequest request, HttpServletResponse response) {
    var user = users.loadUserByUsername(username);
    request.getSession(true);
    request.changeSessionId();
    var context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(user, null, user.getAuthorities()));
    SecurityContextHolder.setContext(context);
    contexts.saveContext(context, request, response);
  }
}
