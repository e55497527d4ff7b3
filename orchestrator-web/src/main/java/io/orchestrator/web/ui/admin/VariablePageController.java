package io.orchestrator.web.ui.admin;

import io.orchestrator.administration.Managed;
import io.orchestrator.administration.Problem;
import io.orchestrator.administration.Variable;
import io.orchestrator.connection.SecretNames;
import io.orchestrator.store.Administration;
import io.orchestrator.store.ManagedStore;
import io.orchestrator.web.ui.shell.ShellAdvice;
import io.orchestrator.web.ui.text.Links;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Variables: list, create, change, delete. Values of keys that sound secret are never sent. */
@Controller
@RequestMapping("/variables")
final class VariablePageController {
  private static final int MOST_SHOWN = 120;

  private final ManagedStore<Variable> variables;

  VariablePageController(Administration administration) {
    this.variables = administration.variables();
  }

  /** The form as it was filled in. */
  record Typed(String existing, String key, String value, String description) {
    /** A field that did not come is empty. */
    Typed(
        @Nullable String existing,
        @Nullable String key,
        @Nullable String value,
        @Nullable String description) {
      this.existing = Objects.requireNonNullElse(existing, "");
      this.key = Objects.requireNonNullElse(key, "");
      this.value = Objects.requireNonNullElse(value, "");
      this.description = Objects.requireNonNullElse(description, "");
    }
  }

  @GetMapping
  String variables(@RequestParam(required = false) @Nullable String edit, Model model) {
    FormView form = null;
    if (edit != null) {
      Optional<Variable> known = variables.find(edit);
      String value = known.map(v -> SecretNames.secret(v.key()) ? "" : v.value()).orElse("");
      String description =
          known.map(v -> Objects.requireNonNullElse(v.description(), "")).orElse("");
      String key = known.map(Variable::key).orElse("");
      form = form(new Typed(key, key, value, description), null, null);
    }
    return page(model, form);
  }

  private String page(Model model, @Nullable FormView form) {
    List<VariablesView.Row> rows =
        variables.all().stream().map(VariablePageController::row).toList();
    model.addAttribute("page", new VariablesView(rows, form));
    return "variables";
  }

  @PostMapping
  String save(
      @ModelAttribute Typed typed,
      Principal user,
      HttpServletResponse response,
      RedirectAttributes redirect,
      Model model) {
    String existing = typed.existing();
    String name = typed.key().trim();
    String keyError = keyError(existing, name);
    String valueError = problem(new Variable(name, typed.value(), null), "value");
    if (keyError != null || valueError != null) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return page(model, form(typed, keyError, valueError));
    }
    String kept = typed.value();
    if (kept.isEmpty() && !existing.isEmpty() && SecretNames.secret(name)) {
      kept = variables.find(name).map(Variable::value).orElse("");
    }
    String description = typed.description().isBlank() ? null : typed.description();
    variables.save(new Variable(name, kept, description), user.getName());
    redirect.addFlashAttribute(ShellAdvice.FLASH, "Variable " + name + " is saved.");
    return "redirect:/variables";
  }

  @PostMapping("/{key}/delete")
  String delete(@PathVariable String key, Principal user, RedirectAttributes redirect) {
    redirect.addFlashAttribute(
        ShellAdvice.FLASH,
        variables.delete(key, user.getName())
            ? "Variable " + key + " is deleted."
            : "There is no variable " + key + ".");
    return "redirect:/variables";
  }

  private @Nullable String keyError(String existing, String key) {
    String problem = problem(new Variable(key, "", null), "key");
    if (problem != null) {
      return problem;
    }
    if (existing.isEmpty() && variables.find(key).isPresent()) {
      return "There is a variable " + key + " already.";
    }
    return existing.isEmpty() || existing.equals(key) ? null : "A variable keeps its key.";
  }

  private static @Nullable String problem(Managed value, String field) {
    return value.problems().stream()
        .filter(problem -> problem.field().equals(field))
        .map(Problem::message)
        .findFirst()
        .orElse(null);
  }

  private static FormView form(
      Typed typed, @Nullable String keyError, @Nullable String valueError) {
    String existing = typed.existing();
    boolean known = !existing.isEmpty();
    boolean secret = known && SecretNames.secret(existing);
    return new FormView(
        known ? "Change variable " + existing : "Add a variable",
        existing,
        List.of(
            new FormView.Field("key", "Key", "", "", "text", typed.key(), known, keyError),
            new FormView.Field(
                "value",
                "Value",
                "",
                secret ? "Leave it empty to keep the secret as it is." : "",
                secret ? "password" : "json",
                typed.value(),
                false,
                valueError),
            new FormView.Field(
                "description",
                "Description",
                "optional",
                "",
                "text",
                typed.description(),
                false,
                null)),
        null,
        known ? "Save variable" : "Add variable");
  }

  private static VariablesView.Row row(Variable variable) {
    String value = variable.value();
    if (SecretNames.secret(variable.key())) {
      value = Secrets.MASK;
    } else if (value.length() > MOST_SHOWN) {
      value = value.substring(0, MOST_SHOWN) + " …";
    }
    return new VariablesView.Row(
        variable.key(),
        value,
        Objects.requireNonNullElse(variable.description(), ""),
        "/variables?edit=" + Links.value(variable.key()),
        "/variables/" + Links.value(variable.key()) + "/delete");
  }
}
