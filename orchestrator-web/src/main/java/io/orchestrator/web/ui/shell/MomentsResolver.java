package io.orchestrator.web.ui.shell;

import io.orchestrator.web.ui.text.Moments;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Gives controllers the request's now, in the zone that the reader chose, else that of the browser
 * (both in cookies), else UTC.
 */
public final class MomentsResolver implements HandlerMethodArgumentResolver {
  static final String ZONE_COOKIE = "orchestrator_zone";

  /** What the browser's own script says; a chosen zone goes before it. */
  static final String BROWSER_ZONE_COOKIE = "orchestrator_browser_zone";

  static final String THEME_COOKIE = "orchestrator_theme";
  static final String KEYS_COOKIE = "orchestrator_keys";

  private final InstantSource clock;

  MomentsResolver(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Moments.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    HttpServletRequest http = request.getNativeRequest(HttpServletRequest.class);
    return http == null ? new Moments(ZoneId.of("UTC"), clock.instant()) : moments(http, clock);
  }

  public static Moments moments(HttpServletRequest request, InstantSource clock) {
    ZoneId zone =
        chosen(request)
            .or(() -> cookie(request, BROWSER_ZONE_COOKIE).flatMap(MomentsResolver::zone))
            .orElse(ZoneId.of("UTC"));
    return new Moments(zone, clock.instant());
  }

  /** The zone that the reader chose in the settings; empty for that of the browser. */
  static Optional<ZoneId> chosen(HttpServletRequest request) {
    return cookie(request, ZONE_COOKIE).flatMap(MomentsResolver::zone);
  }

  static Optional<ZoneId> zone(String id) {
    try {
      return Optional.of(ZoneId.of(id.trim()));
    } catch (DateTimeException unknown) {
      return Optional.empty();
    }
  }

  static Optional<String> cookie(HttpServletRequest request, String name) {
    Cookie[] cookies = request.getCookies();
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        if (cookie.getName().equals(name)) {
          return Optional.of(URLDecoder.decode(cookie.getValue(), StandardCharsets.UTF_8));
        }
      }
    }
    return Optional.empty();
  }
}
