package io.orchestrator.web.ui.admin;

import io.orchestrator.connection.Connection;
import io.orchestrator.connection.SecretNames;
import io.orchestrator.web.ui.text.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The connection form as typed. An empty password keeps the stored one; so do masked extras. */
record ConnectionForm(
    String id,
    String type,
    @Nullable String description,
    @Nullable String host,
    @Nullable String port,
    @Nullable String schema,
    @Nullable String login,
    @Nullable String password,
    @Nullable String extra) {
  private static final Pattern ID = Pattern.compile("[\\w.-]{1,200}");

  /** A field and what is wrong with it. */
  record Wrong(String field, String text) {}

  static ConnectionForm of(Optional<Connection> known) {
    if (known.isEmpty()) {
      return new ConnectionForm("", "", "", "", "", "", "", "", "");
    }
    Connection c = known.get();
    return new ConnectionForm(
        c.connectionId(),
        c.connType(),
        c.description(),
        c.host(),
        c.port() == null ? "" : String.valueOf(c.port()),
        c.schema(),
        c.login(),
        "",
        c.extra().isEmpty() ? "" : Json.pretty(SecretNames.masked(c.extra(), Secrets.MASK)));
  }

  List<Wrong> wrong(Optional<Connection> before, Predicate<String> taken) {
    String existing = before.map(Connection::connectionId).orElse("");
    List<Wrong> wrong = new ArrayList<>();
    String name = id.trim();
    if (!ID.matcher(name).matches()) {
      wrong.add(
          new Wrong("id", "An id has letters, digits, dot, dash or underscore, 200 at most."));
    } else if (existing.isEmpty() && taken.test(name)) {
      wrong.add(new Wrong("id", "There is a connection " + name + " already."));
    } else if (!existing.isEmpty() && !existing.equals(name)) {
      wrong.add(new Wrong("id", "A connection keeps its id."));
    }
    if (type.isBlank()) {
      wrong.add(new Wrong("type", "A connection has a type, for example aws or http."));
    }
    if (!text(port).isEmpty() && portNumber() == null) {
      wrong.add(new Wrong("port", "A port is a number from 1 to 65535."));
    }
    Optional<Map<String, Object>> extras = extras(before);
    if (extras.isEmpty()) {
      wrong.add(
          new Wrong("extra", "Extra is a JSON object, for example {\"region_name\": \"x\"}."));
    } else if (SecretNames.holds(extras.get(), Secrets.MASK)) {
      wrong.add(
          new Wrong("extra", Secrets.MASK + " stands where no secret is stored: type it anew."));
    }
    return wrong;
  }

  Connection connection(Optional<Connection> before) {
    String secret =
        text(password).isEmpty() ? before.map(Connection::password).orElse(null) : password;
    return Connection.of(id.trim(), type.trim())
        .withDescription(empty(description))
        .withEndpoint(empty(host), portNumber(), empty(schema))
        .withCredentials(empty(login), secret)
        .withExtra(extras(before).orElse(Map.of()));
  }

  /** Empty when what was typed is no JSON object. */
  private Optional<Map<String, Object>> extras(Optional<Connection> before) {
    Map<String, Object> stored = before.map(Connection::extra).orElse(Map.of());
    return Json.object(text(extra)).map(e -> SecretNames.unmasked(e, stored, Secrets.MASK));
  }

  FormView view(String existing, List<Wrong> wrong) {
    boolean known = !existing.isEmpty();
    Map<String, String> errors = new HashMap<>();
    wrong.forEach(w -> errors.put(w.field(), w.text()));
    String keep = known ? "Leave it empty to keep the stored one." : "";
    return new FormView(
        known ? "Change connection " + existing : "Add a connection",
        existing,
        List.of(
            field("id", "Id", "", id, "text", known, errors),
            field("type", "Type", "aws, http, …", type, "text", false, errors),
            field("description", "Description", "optional", description, "text", false, errors),
            field("host", "Host", "optional", host, "text", false, errors),
            field("port", "Port", "optional", port, "text", false, errors),
            field("schema", "Schema", "optional", schema, "text", false, errors),
            field("login", "Login", "optional", login, "text", false, errors),
            new FormView.Field("password", "Password", "", keep, "password", "", false, null),
            field("extra", "Extra", "JSON object", extra, "json", false, errors)),
        null,
        known ? "Save connection" : "Add connection");
  }

  private static FormView.Field field(
      String name,
      String title,
      String hint,
      @Nullable String value,
      String kind,
      boolean fixed,
      Map<String, String> errors) {
    return new FormView.Field(name, title, hint, "", kind, text(value), fixed, errors.get(name));
  }

  private @Nullable Integer portNumber() {
    try {
      int number = Integer.parseInt(text(port));
      return number < 1 || number > 65_535 ? null : number;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static String text(@Nullable String value) {
    return Objects.requireNonNullElse(value, "").trim();
  }

  private static @Nullable String empty(@Nullable String value) {
    return text(value).isEmpty() ? null : text(value);
  }
}
