package io.orchestrator.web.ui.admin;

import io.orchestrator.connection.Connection;
import io.orchestrator.store.Administration;
import io.orchestrator.store.ManagedStore;
import io.orchestrator.web.ui.shell.ShellAdvice;
import io.orchestrator.web.ui.text.Links;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
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

/** Connections: list, create, change, delete. Passwords and extras are never sent to a page. */
@Controller
@RequestMapping("/connections")
final class ConnectionPageController {
  private final ManagedStore<Connection> connections;

  ConnectionPageController(Administration administration) {
    this.connections = administration.connections();
  }

  @GetMapping
  String connections(@RequestParam(required = false) @Nullable String edit, Model model) {
    FormView form = null;
    if (edit != null) {
      Optional<Connection> known = connections.find(edit);
      form = ConnectionForm.of(known).view(known.isPresent() ? edit : "", List.of());
    }
    return page(model, form);
  }

  private String page(Model model, @Nullable FormView form) {
    model.addAttribute(
        "page",
        new ConnectionsView(
            connections.all().stream().map(ConnectionPageController::row).toList(), form));
    return "connections";
  }

  @PostMapping
  String save(
      @RequestParam String existing,
      @ModelAttribute ConnectionForm form,
      Principal user,
      HttpServletResponse response,
      RedirectAttributes redirect,
      Model model) {
    Optional<Connection> before = connections.find(existing);
    List<ConnectionForm.Wrong> wrong = form.wrong(before, id -> connections.find(id).isPresent());
    if (!wrong.isEmpty()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return page(model, form.view(existing, wrong));
    }
    connections.save(form.connection(before), user.getName());
    redirect.addFlashAttribute(ShellAdvice.FLASH, "Connection " + form.id().trim() + " is saved.");
    return "redirect:/connections";
  }

  @PostMapping("/{id}/delete")
  String delete(@PathVariable String id, Principal user, RedirectAttributes redirect) {
    redirect.addFlashAttribute(
        ShellAdvice.FLASH,
        connections.delete(id, user.getName())
            ? "Connection " + id + " is deleted."
            : "There is no connection " + id + ".");
    return "redirect:/connections";
  }

  private static ConnectionsView.Row row(Connection c) {
    String host = Objects.requireNonNullElse(c.host(), "–");
    return new ConnectionsView.Row(
        c.connectionId(),
        Objects.requireNonNullElse(c.description(), ""),
        c.connType(),
        c.port() == null ? host : host + ":" + c.port(),
        Objects.requireNonNullElse(c.login(), "–"),
        c.password() == null ? "–" : Secrets.MASK,
        c.extra().isEmpty() ? "–" : String.join(", ", new TreeSet<>(c.extra().keySet())),
        "/connections?edit=" + Links.value(c.connectionId()),
        "/connections/" + Links.value(c.connectionId()) + "/delete");
  }
}
