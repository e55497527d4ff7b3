package io.orchestrator.web.ui.admin;

import io.orchestrator.administration.Managed;
import io.orchestrator.administration.Pool;
import io.orchestrator.administration.Problem;
import io.orchestrator.store.Administration;
import io.orchestrator.store.ManagedStore;
import io.orchestrator.store.Overview;
import io.orchestrator.store.Queries;
import io.orchestrator.web.ui.shell.ShellAdvice;
import io.orchestrator.web.ui.text.Links;
import io.orchestrator.web.ui.text.Percent;
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

/** Pools: list, create, change, delete. */
@Controller
@RequestMapping("/pools")
final class PoolPageController {
  private static final String DEFAULT = "default_pool";

  private final ManagedStore<Pool> pools;
  private final Queries queries;

  PoolPageController(Administration administration, Queries queries) {
    this.pools = administration.pools();
    this.queries = queries;
  }

  /** The form as it was filled in. */
  record Typed(String existing, String name, String slots, String description) {
    /** A field that did not come is empty. */
    Typed(
        @Nullable String existing,
        @Nullable String name,
        @Nullable String slots,
        @Nullable String description) {
      this.existing = Objects.requireNonNullElse(existing, "");
      this.name = Objects.requireNonNullElse(name, "");
      this.slots = Objects.requireNonNullElse(slots, "");
      this.description = Objects.requireNonNullElse(description, "");
    }
  }

  @GetMapping
  String pools(@RequestParam(required = false) @Nullable String edit, Model model) {
    FormView form = null;
    if (edit != null) {
      Optional<Pool> known = pools.find(edit);
      form =
          form(
              new Typed(
                  known.isPresent() ? edit : "",
                  known.map(Pool::name).orElse(""),
                  known.map(p -> String.valueOf(p.slots())).orElse("1"),
                  known.map(Pool::description).orElse("")),
              null,
              null);
    }
    return page(model, form);
  }

  private String page(Model model, @Nullable FormView form) {
    List<PoolsView.Row> rows = queries.pools().stream().map(PoolPageController::row).toList();
    model.addAttribute("live", "all");
    model.addAttribute("page", new PoolsView(rows, form));
    return "pools";
  }

  @PostMapping
  String save(
      @ModelAttribute Typed typed,
      Principal user,
      jakarta.servlet.http.HttpServletResponse response,
      RedirectAttributes redirect,
      Model model) {
    String name = typed.name().trim();
    String nameError = nameError(typed.existing(), name);
    Integer number = number(typed.slots());
    String slotsError = number == null ? "Slots are a whole number, -1 for unlimited." : null;
    if (nameError != null || number == null) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return page(model, form(typed, nameError, slotsError));
    }
    boolean deferred = pools.find(typed.existing()).map(Pool::includeDeferred).orElse(false);
    String description = typed.description().isBlank() ? null : typed.description();
    pools.save(new Pool(name, number, description, deferred), user.getName());
    redirect.addFlashAttribute(ShellAdvice.FLASH, "Pool " + name + " is saved.");
    return "redirect:/pools";
  }

  @PostMapping("/{name}/delete")
  String delete(@PathVariable String name, Principal user, RedirectAttributes redirect) {
    String said =
        name.equals(DEFAULT)
            ? "The default pool cannot be deleted."
            : pools.delete(name, user.getName())
                ? "Pool " + name + " is deleted."
                : "There is no pool " + name + ".";
    redirect.addFlashAttribute(ShellAdvice.FLASH, said);
    return "redirect:/pools";
  }

  private @Nullable String nameError(String existing, String name) {
    String problem = problem(new Pool(name, 0, null, false), "name");
    if (problem != null) {
      return problem;
    }
    if (existing.isEmpty() && pools.find(name).isPresent()) {
      return "There is a pool " + name + " already.";
    }
    return existing.isEmpty() || existing.equals(name) ? null : "A pool keeps its name.";
  }

  private static @Nullable String problem(Managed value, String field) {
    return value.problems().stream()
        .filter(problem -> problem.field().equals(field))
        .map(Problem::message)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Integer number(String text) {
    try {
      int number = Integer.parseInt(text.trim());
      return number < -1 ? null : number;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static FormView form(
      Typed typed, @Nullable String nameError, @Nullable String slotsError) {
    String existing = typed.existing();
    boolean known = !existing.isEmpty();
    return new FormView(
        known ? "Change pool " + existing : "Add a pool",
        existing,
        List.of(
            new FormView.Field("name", "Name", "", "", "text", typed.name(), known, nameError),
            new FormView.Field(
                "slots", "Slots", "-1 for unlimited", "", "text", typed.slots(), false, slotsError),
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
        known ? "Save pool" : "Add pool");
  }

  private static PoolsView.Row row(Overview.PoolLoad load) {
    int used = load.queuedSlots() + load.runningSlots();
    String name = load.pool().name();
    return new PoolsView.Row(
        name,
        Objects.requireNonNullElse(load.pool().description(), ""),
        load.slots() < 0 ? "unlimited" : String.valueOf(load.slots()),
        new PoolsView.Use(load.runningSlots(), load.queuedSlots(), load.scheduledSlots()),
        Percent.of(used, load.slots()),
        load.open() == 0 ? "up_for_retry" : "none",
        !name.equals(DEFAULT),
        "/pools?edit=" + Links.value(name),
        "/pools/" + Links.value(name) + "/delete");
  }
}
