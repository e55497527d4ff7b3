package io.orchestrator.connection;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** The ways in which programs write a secret down, made by the libraries that do so. */
public final class Forms {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final JsonMapper ASCII_JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private Forms() {}

  /** By a name for people. */
  public static Map<String, String> of(String secret) {
    Map<String, String> forms = new LinkedHashMap<>();
    forms.put("plain", secret);
    String url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    forms.put("form encoding", url);
    forms.put("form encoding in lower case", lowerHex(url));
    forms.put("URL encoding", url.replace("+", "%20"));
    forms.put("URL encoding in lower case", lowerHex(url.replace("+", "%20")));
    forms.put("path of a URI", path(secret));
    forms.put("JSON", inner(JSON.writeValueAsString(secret)));
    forms.put("JSON in ASCII", inner(ASCII_JSON.writeValueAsString(secret)));
    forms.put("JSON with slashes", inner(JSON.writeValueAsString(secret)).replace("/", "\\/"));
    for (String login : new String[] {"", "l:", "lo:"}) {
      byte[] bytes = (login + secret).getBytes(StandardCharsets.UTF_8);
      forms.put("Base64 behind '" + login + "'", Base64.getEncoder().encodeToString(bytes));
      forms.put(
          "Base64 for URLs behind '" + login + "'",
          Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
    return forms;
  }

  private static String inner(String json) {
    return json.substring(1, json.length() - 1);
  }

  private static String lowerHex(String url) {
    return Pattern.compile("%..")
        .matcher(url)
        .replaceAll(hex -> hex.group().toLowerCase(Locale.ROOT));
  }

  /** Only what a path must not hold is encoded. */
  private static String path(String secret) {
    try {
      return new URI("http", "host", "/" + secret, null).getRawPath().substring(1);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
