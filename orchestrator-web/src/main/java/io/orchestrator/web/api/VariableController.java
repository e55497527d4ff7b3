package io.orchestrator.web.api;

import io.orchestrator.connection.SecretNames;
import io.orchestrator.store.Page;
import io.orchestrator.store.Store;
import io.orchestrator.store.VariableStore;
import io.orchestrator.store.VariableStore.Variable;
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

/** Variables. Values of keys that sound secret come back masked. */
@RestController
final class VariableController {
  private static final int LONGEST_KEY = 250;
  private static final int LONGEST_VALUE = 65_536;
  private final VariableStore variables;
  private final Store store;

  VariableController(VariableStore variables, Store store) {
    this.variables = variables;
    this.store = store;
  }

  /** Airflow: VariableBody of a request; the value may be any JSON. */
  record NewVariable(
      @Nullable String key, @Nullable JsonNode value, @Nullable String description) {}

  @GetMapping("/api/v2/variables")
  Map<String, Object> list(HttpServletRequest request) {
    ListParameters p = new ListParameters(request);
    String pattern = p.text("variable_key_pattern");
    List<Variable> all =
        variables.all().stream().filter(v -> Slices.matches(v.key(), pattern)).toList();
    Page<Variable> page = Slices.of(all, p.page());
    return Bodies.list("variables", page, VariableController::body);
  }

  @GetMapping("/api/v2/variables/{key}")
  VariableBody get(@PathVariable String key) {
    return body(find(key));
  }

  @PostMapping("/api/v2/variables")
  @ResponseStatus(HttpStatus.CREATED)
  VariableBody create(@RequestBody NewVariable body, Principal caller) {
    String key = body.key() == null ? "" : body.key();
    if (variables.find(key).isPresent()) {
      throw ApiException.conflict(
          "variable_exists",
          "Variable " + key + " exists already. It was not changed.",
          "PATCH /api/v2/variables/" + key + " changes it.");
    }
    return save(key, body, caller);
  }

  @PatchMapping("/api/v2/variables/{key}")
  VariableBody change(@PathVariable String key, @RequestBody NewVariable body, Principal caller) {
    Variable old = find(key);
    boolean masked = body.value() != null && Secrets.MASK.equals(body.value().asString());
    NewVariable merged =
        new NewVariable(
            key, body.value(), body.description() == null ? old.description() : body.description());
    if (masked || body.value() == null) {
      Variable kept = new Variable(key, old.value(), merged.description());
      variables.save(kept);
      return body(kept);
    }
    return save(key, merged, caller);
  }

  @DeleteMapping("/api/v2/variables/{key}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable String key, Principal caller) {
    if (!variables.delete(key)) {
      throw ApiException.notFound("variable", key);
    }
    audit(caller, "variable.delete", key);
  }

  private VariableBody save(String key, NewVariable body, Principal caller) {
    JsonNode value = body.value();
    if (key.isBlank() || key.length() > LONGEST_KEY || value == null) {
      throw ApiException.unprocessable(
          "A variable needs a key of 1 to 250 characters and a value.");
    }
    String text = value.isString() ? value.asString() : value.toString();
    if (text.length() > LONGEST_VALUE) {
      throw ApiException.unprocessable("The value is longer than 65,536 characters.");
    }
    Variable saved = new Variable(key, text, body.description());
    variables.save(saved);
    audit(caller, "variable.save", key);
    return body(saved);
  }

  private Variable find(String key) {
    return variables.find(key).orElseThrow(() -> ApiException.notFound("variable", key));
  }

  private void audit(Principal caller, String event, String key) {
    store.transact(
        tx -> {
          tx.audit().order(caller.getName(), event, null, null, key);
          return true;
        });
  }

  private static VariableBody body(Variable variable) {
    String shown = SecretNames.secret(variable.key()) ? Secrets.MASK : variable.value();
    return new VariableBody(variable.description(), true, variable.key(), null, shown);
  }
}
