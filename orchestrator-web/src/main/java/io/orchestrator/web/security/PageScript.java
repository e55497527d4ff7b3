package io.orchestrator.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.MediaType;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;

/**
 * Calls that a page's script makes. Who is not signed in gets a plain 401 there and never the login
 * page: a script would show that page in the middle of another one. The script loads its page again
 * instead, which leads to the login and back to the page.
 */
final class PageScript {
  /** Sent by {@code app.js} with each fetch. */
  private static final String LIVE = "X-Live";

  /** Sent by htmx with each request. */
  private static final String HTMX = "HX-Request";

  private PageScript() {}

  static boolean made(HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    return request.getHeader(LIVE) != null
        || request.getHeader(HTMX) != null
        || (accept != null && accept.contains(MediaType.TEXT_EVENT_STREAM_VALUE));
  }

  /** Remembers where a login leads back to: addresses of pages, not of their scripts' calls. */
  static RequestCache pagesOnly() {
    HttpSessionRequestCache cache = new HttpSessionRequestCache();
    cache.setRequestMatcher(r -> r.getMethod().equals("GET") && !made(r));
    return cache;
  }

  /** A form of a session that ended has no valid token; what its script needs to hear is 401. */
  static AccessDeniedHandler denied() {
    AccessDeniedHandlerImpl page = new AccessDeniedHandlerImpl();
    return (request, response, cause) -> {
      if (made(request) && SecurityContextHolder.getContext().getAuthentication() == null) {
        signedOut(response);
      } else {
        page.handle(request, response, cause);
      }
    };
  }

  static void signedOut(HttpServletResponse response) {
    response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
  }
}
