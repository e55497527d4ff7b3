package io.orchestrator.web.ui.admin;

import io.orchestrator.administration.Kind;
import io.orchestrator.administration.Problem;
import io.orchestrator.administration.Variable;
import io.orchestrator.connection.SecretNames;
import io.orchestrator.connection.VariableSecrets;
import io.orchestrator.store.Administration;
import io.orchestrator.store.ManagedStore;
import io.orchestrator.web.ui.admin.FormView.Input;
import java.util.List;
import org.springframework.stereotype.Component;

/** Variables. Values of keys that sound secret are never sent. */
@Component
final class VariablePage implements ManagedPage<Variable> {
  private static final int MOST_SHOWN = 120;
  private final ManagedStore<Variable> variables;

  VariablePage(Administration administration) {
    this.variables = administration.variables();
  }

  @Override
  public Kind kind() {
    return Kind.VARIABLE;
  }

  @Override
  public ManagedStore<Variable> store() {
    return variables;
  }

  @Override
  public Listed<Variable> list() {
    return Listed.of(variables.all(), VariablePage::row);
  }

  private static ManagedView.VariableRow row(Variable variable) {
    String value = VariableSecrets.masked(variable.key(), variable.value(), Secrets.MASK);
    if (value.length() > MOST_SHOWN) {
      value = value.substring(0, MOST_SHOWN) + " …";
    }
    return new ManagedView.VariableRow(
        ManagedView.Entry.of(variable, variable.description()), value);
  }

  @Override
  public List<Input> inputs(String existing) {
    return List.of(
        Input.text("key", "Key", ""),
        SecretNames.secret(existing)
            ? Input.secretLines("value", "Value", "Leave it empty to keep the secret as it is.")
            : Input.json("value", "Value", ""),
        Input.text("description", "Description", "optional"));
  }

  @Override
  public Variable blank() {
    return new Variable("", "", null);
  }

  @Override
  public Typed shown(Variable variable) {
    return Typed.NOTHING
        .with("key", variable.key())
        .with(
            "value",
            SecretNames.secret(variable.key())
                ? ""
                : VariableSecrets.masked(variable.key(), variable.value(), Secrets.MASK))
        .with("description", variable.description());
  }

  @Override
  public Variable read(Typed typed, Variable old, List<Problem> unread) {
    String key = typed.text("key").strip();
    String value = typed.text("value");
    boolean kept = value.isEmpty() && SecretNames.secret(key);
    String meant =
        kept ? old.value() : VariableSecrets.unmasked(key, value, old.value(), Secrets.MASK);
    if (VariableSecrets.holds(meant, Secrets.MASK)) {
      unread.add(
          new Problem(
              "value", Secrets.MASK + " stands where no secret is stored: name the secret there."));
    }
    return new Variable(key, meant, typed.optional("description"));
  }
}
