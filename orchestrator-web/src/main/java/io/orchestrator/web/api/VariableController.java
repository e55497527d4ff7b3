package io.orchestrator.web.api;

import io.orchestrator.connection.SecretNames;
import io.orchestrator.store.Page;
import io.orchestrator.store.VariableStore;
import io.orchestrator.store.VariableStore.Variable;
import io.orchestrator.web.administration.AuditedChanges;
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
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.node.ObjectNode;

/** Variables. Values of keys that sound secret come back masked. */
@RestController
final class VariableController {
  private static final int LONGEST_KEY = 250;
  private static final int LONGEST_VALUE = 65_536;
  private static final Sortable<Variable> SORTABLE =
      new Sortable<Variable>()
          .by("key", Variable::key)
          .by("id", Variable::key)
          .by("description", Variable::description);
  private final VariableStore variables;
  private final AuditedChanges changes;
  private final Patches patches;

  VariableController(VariableStore variables, AuditedChanges changes, Patches patches) {
    this.variables = variables;
    this.changes = changes;
    this.patches = patches;
  }

  /** Airflow: VariableBody of a request; the value may be any JSON. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record VariableChange(
      @Nullable String key,
      @Nullable JsonNode value,
      @Nullable String description,
      @Nullable String teamName) {}

  @GetMapping("/api/v2/variables")
  Map<String, Object> list(HttpServletRequest request) {
    ListParameters p = new ListParameters(request).only("variable_key_pattern");
    String pattern = p.text("variable_key_pattern");
    List<Variable> all =
        variables.all().stream().filter(v -> Slices.matches(v.key(), pattern)).toList();
    Page<Variable> page = Slices.of(all, p.page(), SORTABLE);
    return Bodies.list("variables", page, VariableController::body);
  }

  @GetMapping("/api/v2/variables/{key}")
  VariableBody get(@PathVariable String key) {
    return body(find(key));
  }

  @PostMapping("/api/v2/variables")
  @ResponseStatus(HttpStatus.CREATED)
  VariableBody create(@RequestBody VariableChange body, Principal caller) {
    Patches.refuseTeam(body.teamName());
    String key = body.key() == null ? "" : body.key();
    if (variables.find(key).isPresent()) {
      throw ApiException.conflict(
          "variable_exists",
          "Variable " + key + " exists already. It was not changed.",
          "PATCH /api/v2/variables/" + key + " changes it.");
    }
    return save(new Variable(key, text(body.value()), body.description()), caller);
  }

  @PatchMapping("/api/v2/variables/{key}")
  VariableBody change(
      @PathVariable String key,
      @RequestBody ObjectNode body,
      HttpServletRequest request,
      Principal caller) {
    Variable old = find(key);
    Patch<VariableChange> patch = patches.read(body, VariableChange.class, request);
    VariableChange change = patch.body();
    Patches.requireSame("key", change.key(), key);
    Patches.refuseTeam(change.teamName());
    String value = patch.changes("value") ? text(change.value()) : old.value();
    return save(
        new Variable(
            key,
            value.equals(Secrets.MASK) ? old.value() : value,
            patch.after("description", change.description(), old.description())),
        caller);
  }

  @DeleteMapping("/api/v2/variables/{key}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable String key, Principal caller) {
    if (!changes.deleteVariable(key, caller.getName())) {
      throw ApiException.notFound("variable", key);
    }
  }

  private VariableBody save(Variable variable, Principal caller) {
    if (variable.key().isBlank() || variable.key().length() > LONGEST_KEY) {
      throw ApiException.unprocessable("A variable needs a key of 1 to 250 characters.");
    }
    if (variable.value().length() > LONGEST_VALUE) {
      throw ApiException.unprocessable("The value is longer than 65,536 characters.");
    }
    changes.save(variable, caller.getName());
    return body(variable);
  }

  /** A text is kept as it is, anything else as its JSON text. */
  private static String text(@Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      throw ApiException.unprocessable("A variable needs a value.");
    }
    return value.isString() ? value.asString() : value.toString();
  }

  private Variable find(String key) {
    return variables.find(key).orElseThrow(() -> ApiException.notFound("variable", key));
  }

  private static VariableBody body(Variable variable) {
    String shown = SecretNames.secret(variable.key()) ? Secrets.MASK : variable.value();
    return new VariableBody(variable.description(), true, variable.key(), null, shown);
  }
}
