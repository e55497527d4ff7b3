package io.orchestrator.web.security;

import io.orchestrator.store.StoreUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** The login form's way to {@link Logins}. */
record PasswordLogin(Logins logins) implements AuthenticationProvider {
  /** Too many wrong tries came before this one. */
  static final class LaterException extends AuthenticationServiceException {
    private static final long serialVersionUID = 1L;

    LaterException(String message) {
      super(message);
    }
  }

  @Override
  public Authentication authenticate(Authentication login) {
    String password = String.valueOf(login.getCredentials());
    Logins.Outcome outcome = outcome(login.getName(), password, address(login.getDetails()));
    if (outcome instanceof Logins.LoggedIn in) {
      UserDetails user = StoredUsers.details(in.user());
      return UsernamePasswordAuthenticationToken.authenticated(user, null, user.getAuthorities());
    }
    if (outcome instanceof Logins.Later later) {
      throw new LaterException("wait " + later.pause().toSeconds() + " s");
    }
    throw new BadCredentialsException("wrong name or password");
  }

  private Logins.Outcome outcome(String name, String password, String address) {
    try {
      return logins.tryOne(name, password, address);
    } catch (StoreUnavailableException e) {
      throw new AuthenticationServiceException("the database does not answer", e);
    }
  }

  /** Back to the form, which says why. */
  static void failed(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    response.sendRedirect(request.getContextPath() + "/login?" + why(failure));
  }

  private static String why(AuthenticationException failure) {
    if (failure instanceof LaterException) {
      return "later";
    }
    return failure instanceof AuthenticationServiceException ? "away" : "error";
  }

  private static String address(@Nullable Object details) {
    return details instanceof WebAuthenticationDetails web
        ? String.valueOf(web.getRemoteAddress())
        : "";
  }

  @Override
  public boolean supports(Class<?> type) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
  }
}
