package io.orchestrator.web.ui.admin;

import io.orchestrator.administration.Kind;
import io.orchestrator.administration.Managed;
import io.orchestrator.administration.Problem;
import io.orchestrator.web.ui.parts.LinkView;
import io.orchestrator.web.ui.shell.PageReads;
import io.orchestrator.web.ui.shell.ShellAdvice;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Pools, variables and connections: list, create, change, delete. */
@Controller
@RequestMapping("/{kinds:pools|variables|connections}")
final class ManagedPageController {
  private final Map<String, ManagedPage<?>> pages;
  private final PageReads reads;

  ManagedPageController(List<ManagedPage<?>> pages, PageReads reads) {
    this.reads = reads;
    this.pages =
        pages.stream()
            .collect(Collectors.toMap(page -> page.kind().word() + "s", Function.identity()));
  }

  @GetMapping
  String list(
      @PathVariable String kinds,
      @RequestParam(required = false) @Nullable String edit,
      Model model) {
    return show(kinds, view(page(kinds), edit), model);
  }

  private static <T extends Managed> ManagedView view(ManagedPage<T> page, @Nullable String edit) {
    ManagedPage.Listed<T> listed = page.list();
    return new ManagedView(
        listed.rows(), edit == null ? null : new ManagedForm<>(page).open(listed.things(), edit));
  }

  private String show(String kinds, ManagedView view, Model model) {
    if (page(kinds).live()) {
      model.addAttribute("live", "all");
    }
    model.addAttribute("page", view);
    return kinds;
  }

  @PostMapping
  String save(
      @PathVariable String kinds,
      @RequestParam Map<String, String> fields,
      Principal user,
      HttpServletResponse response,
      RedirectAttributes redirect,
      Model model) {
    ManagedPage<?> page = page(kinds);
    Typed typed = new Typed(fields);
    Optional<FormView> wrong = new ManagedForm<>(page).save(typed, user.getName());
    if (wrong.isPresent()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return show(kinds, new ManagedView(page.list().rows(), wrong.get()), model);
    }
    String name = typed.text(page.kind().nameField()).strip();
    return back(kinds, title(page.kind()) + " " + name + " is saved.", redirect);
  }

  @GetMapping("/{name}/delete")
  String ask(@PathVariable String kinds, @PathVariable String name, Model model) {
    return ask(kinds, name, null, model);
  }

  private String ask(String kinds, String name, @Nullable String error, Model model) {
    Kind kind = page(kinds).kind();
    model.addAttribute(
        "page", reads.read(snapshot -> DeleteDialog.ask(snapshot, kind, name, error)));
    model.addAttribute(
        "trail",
        List.of(new LinkView(StringUtils.capitalize(kinds), "/" + kinds), new LinkView(name, "")));
    model.addAttribute("right", "admin");
    return "confirm";
  }

  @PostMapping("/{name}/delete")
  String delete(
      @PathVariable String kinds,
      @PathVariable String name,
      @RequestParam(defaultValue = "") String typed,
      Principal user,
      HttpServletResponse response,
      RedirectAttributes redirect,
      Model model) {
    ManagedPage<?> page = page(kinds);
    Optional<String> reason = page.kind().undeletable(name).map(Problem::message);
    if (reason.isPresent() || page.store().find(name).isEmpty()) {
      return back(kinds, reason.orElse(missing(page.kind(), name)), redirect);
    }
    if (!typed.strip().equals(name)) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return ask(kinds, name, "That is not its name. Nothing was deleted.", model);
    }
    boolean deleted = page.store().delete(name, user.getName());
    String said = title(page.kind()) + " " + name + " is deleted.";
    return back(kinds, deleted ? said : missing(page.kind(), name), redirect);
  }

  private static String missing(Kind kind, String name) {
    return "There is no " + kind.word() + " " + name + ".";
  }

  private static String back(String kinds, String said, RedirectAttributes redirect) {
    redirect.addFlashAttribute(ShellAdvice.FLASH, said);
    return "redirect:/" + kinds;
  }

  private ManagedPage<?> page(String kinds) {
    return Objects.requireNonNull(pages.get(kinds));
  }

  private static String title(Kind kind) {
    return StringUtils.capitalize(kind.word());
  }
}
