package io.orchestrator.web.api;

import io.orchestrator.administration.Kind;
import io.orchestrator.administration.Problem;
import io.orchestrator.administration.Variable;
import io.orchestrator.connection.VariableSecrets;
import io.orchestrator.store.Administration;
import io.orchestrator.store.ManagedStore;
import io.orchestrator.store.Page;
import io.orchestrator.web.api.body.VariableBody;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Variables. Values of keys that sound secret come back masked. */
@RestController
final class VariableController {
  private static final Sortable<Variable> SORTABLE =
      new Sortable<Variable>()
          .by("key", Variable::key)
          .by("id", Variable::key)
          .by("description", Variable::description);
  private final ManagedStore<Variable> store;
  private final ManagedResource<Variable> variables;

  VariableController(Administration administration, JsonMapper json) {
    this.store = administration.variables();
    List<String> fields = List.of("value", "description");
    this.variables = new ManagedResource<>(Kind.VARIABLE, store, json, fields);
  }

  @GetMapping("/api/v2/variables")
  Map<String, Object> list(HttpServletRequest request) {
    ListParameters p = new ListParameters(request).without();
    String pattern = p.text("variable_key_pattern");
    List<Variable> all =
        store.all().stream().filter(v -> Slices.matches(v.key(), pattern)).toList();
    Page<Variable> page = Slices.of(all, p.page(), SORTABLE);
    return Bodies.list("variables", page, VariableController::body);
  }

  @GetMapping("/api/v2/variables/{key}")
  VariableBody get(@PathVariable String key) {
    return body(variables.find(key));
  }

  /** Airflow: VariableBody; the value may be any JSON. */
  @PostMapping("/api/v2/variables")
  @ResponseStatus(HttpStatus.CREATED)
  VariableBody create(@RequestBody ObjectNode body, Principal caller) {
    Fields fields = variables.fields(body);
    String key = fields.text("key", "");
    Variable none = new Variable(key == null ? "" : key, "", null);
    return body(variables.create(after(fields, none, text(fields)), caller));
  }

  @PatchMapping("/api/v2/variables/{key}")
  VariableBody change(
      @PathVariable String key,
      @RequestBody ObjectNode body,
      HttpServletRequest request,
      Principal caller) {
    Variable old = variables.find(key);
    Fields fields = variables.fields(body, key, request);
    String sent = fields.changes("value") ? text(fields) : old.value();
    String value =
        sent == null ? null : VariableSecrets.unmasked(key, sent, old.value(), Secrets.MASK);
    return body(variables.save(after(fields, old, value), caller));
  }

  @DeleteMapping("/api/v2/variables/{key}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable String key, Principal caller) {
    variables.delete(key, caller);
  }

  private static Variable after(Fields fields, Variable old, @Nullable String value) {
    Variable after =
        new Variable(
            old.key(), value == null ? "" : value, fields.text("description", old.description()));
    after.require(unread(value));
    return after;
  }

  private static List<Problem> unread(@Nullable String value) {
    if (value == null) {
      return List.of(new Problem("value", "A variable needs a value."));
    }
    return VariableSecrets.holds(value, Secrets.MASK)
        ? List.of(
            new Problem(
                "value",
                Secrets.MASK + " stands where no secret is stored: name the secret there."))
        : List.of();
  }

  /** A text is kept as it is, anything else as its JSON text. */
  private static @Nullable String text(Fields fields) {
    JsonNode value = fields.given("value", JsonNode.class);
    return value == null || value.isString()
        ? fields.given("value", String.class)
        : value.toString();
  }

  private static VariableBody body(Variable variable) {
    String shown = VariableSecrets.masked(variable.key(), variable.value(), Secrets.MASK);
    return new VariableBody(variable.description(), true, variable.key(), null, shown);
  }
}
