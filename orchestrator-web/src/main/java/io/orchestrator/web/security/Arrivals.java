package io.orchestrator.web.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * What a request meets first. Bodies of strangers are taken in before a thread works on their
 * requests: while one is on its way nobody waits for it, it has ten seconds, and it may be as long
 * as a login. Then its request is dispatched with the whole body, and security sees it for the
 * first time. Bodies of those who have proved who they are go their usual way.
 */
final class Arrivals implements Filter {
  private static final String LOGIN_PAGE = "/login";
  private static final String TOKENS = "/auth/";
  private final Doors doors;
  private final KnownCallers callers;
  private final LoginQueue logins;
  private final Filter security;

  /**
   * @param logins where logins wait for their turn
   * @param security the chain that decides who may do what; the container does not call it by
   *     itself when a request is dispatched again
   */
  Arrivals(Doors doors, KnownCallers callers, LoginQueue logins, Filter security) {
    this.doors = doors;
    this.callers = callers;
    this.logins = logins;
    this.security = security;
  }

  @Override
  public void doFilter(ServletRequest plain, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) plain;
    if (request.getDispatcherType() == DispatcherType.REQUEST) {
      arrive(request, (HttpServletResponse) response, chain);
      return;
    }
    byte[] whole = ArrivingBody.takeFrom(request);
    if (whole == null) {
      chain.doFilter(request, response);
    } else {
      security.doFilter(new WholeRequest(request, whole), response, chain);
    }
  }

  private void arrive(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    boolean login = isLogin(request);
    boolean strange = login || (announcesBody(request) && !callers.known(request));
    if (doors.refuse(request, response)) {
      if (strange) {
        UnreadBodies.leave(request);
      }
    } else if (strange) {
      ArrivingBody.await(request, response, login ? logins : null);
    } else {
      chain.doFilter(request, response);
    }
  }

  private static boolean announcesBody(HttpServletRequest request) {
    return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
  }

  private static boolean isLogin(HttpServletRequest request) {
    String path = request.getRequestURI();
    return request.getMethod().equals("POST")
        && (path.equals(LOGIN_PAGE) || path.startsWith(TOKENS));
  }
}
