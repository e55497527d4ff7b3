package io.orchestrator.web.ui.shell;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Zone, colours and keys, kept in cookies of the browser. */
@Controller
final class SettingsController {
  private static final Duration KEPT = Duration.ofDays(365);

  @GetMapping("/settings")
  String settings(HttpServletRequest request, Model model) {
    String zone = MomentsResolver.chosen(request).map(ZoneId::getId).orElse("");
    return page(request, zone, null, model);
  }

  private static String page(
      HttpServletRequest request, String zone, @Nullable String error, Model model) {
    List<String> zones =
        ZoneId.getAvailableZoneIds().stream().filter(z -> z.contains("/")).sorted().toList();
    model.addAttribute("page", new SettingsView(zone, zones, ShellAdvice.theme(request), error));
    return "settings";
  }

  @PostMapping("/settings")
  String save(
      @RequestParam String zone,
      @RequestParam String theme,
      @RequestParam(defaultValue = "") String keys,
      HttpServletRequest request,
      HttpServletResponse response,
      RedirectAttributes redirect,
      Model model) {
    if (!zone.isBlank() && MomentsResolver.zone(zone).isEmpty()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return page(request, zone, "There is no time zone " + zone + ".", model);
    }
    cookie(response, MomentsResolver.ZONE_COOKIE, zone.trim());
    cookie(response, MomentsResolver.THEME_COOKIE, theme);
    cookie(response, MomentsResolver.KEYS_COOKIE, keys.isEmpty() ? "off" : "");
    redirect.addFlashAttribute(ShellAdvice.FLASH, "Saved in this browser.");
    return "redirect:/settings";
  }

  static void cookie(HttpServletResponse response, String name, String value) {
    ResponseCookie cookie =
        ResponseCookie.from(name, URLEncoder.encode(value, StandardCharsets.UTF_8))
            .path("/")
            .httpOnly(true)
            .sameSite("Lax")
            .maxAge(value.isEmpty() ? Duration.ZERO : KEPT)
            .build();
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
  }
}
