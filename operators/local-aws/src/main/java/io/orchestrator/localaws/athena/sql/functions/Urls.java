package io.orchestrator.localaws.athena.sql.functions;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Parts of addresses; null where there is no such part. */
final class Urls {
  private Urls() {}

  static @Nullable String part(String url, String part) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException expected) {
      return null;
    }
    return switch (part) {
      case "protocol" -> text(uri.getScheme());
      case "host" -> text(uri.getHost());
      case "port" -> uri.getPort() < 0 ? null : Integer.toString(uri.getPort());
      case "path" -> text(uri.getPath());
      case "query" -> text(uri.getQuery());
      case "fragment" -> text(uri.getFragment());
      default -> throw new IllegalStateException("no such part: " + part);
    };
  }

  static @Nullable String parameter(String url, String name) {
    String query;
    try {
      query = new URI(url).getRawQuery();
    } catch (URISyntaxException expected) {
      return null;
    }
    if (query == null) {
      return null;
    }
    for (String pair : query.split("&")) {
      String[] parts = pair.split("=", 2);
      if (decode(parts[0]).equals(name)) {
        return parts.length > 1 ? decode(parts[1]) : "";
      }
    }
    return null;
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String text(@Nullable String part) {
    return part == null ? "" : part;
  }
}
