package io.orchestrator.web.ui.error;

import io.orchestrator.model.NearestNames;
import io.orchestrator.store.DagFilter;
import io.orchestrator.store.PageRequest;
import io.orchestrator.store.Queries;
import io.orchestrator.store.StoreRefusedException;
import io.orchestrator.store.StoreUnavailableException;
import io.orchestrator.web.ui.parts.LinkView;
import io.orchestrator.web.ui.parts.NoSuchPage;
import io.orchestrator.web.ui.shell.MomentsResolver;
import io.orchestrator.web.ui.shell.ShellAdvice;
import io.orchestrator.web.ui.text.Links;
import io.orchestrator.web.ui.text.Moments;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Error pages of all pages: what happened, what still works, what to do. */
@ControllerAdvice(ShellAdvice.PAGES)
class UiErrors {
  private static final Logger LOG = LoggerFactory.getLogger(UiErrors.class);

  private final Queries queries;
  private final ShellAdvice shell;
  private final InstantSource clock;

  UiErrors(Queries queries, ShellAdvice shell, InstantSource clock) {
    this.queries = queries;
    this.shell = shell;
    this.clock = clock;
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.NOT_FOUND)
  String missing(NoSuchPage missing, HttpServletRequest request, Model model) {
    List<ErrorView.Near> near =
        missing.kind() == NoSuchPage.Kind.DAG ? near(missing.name()) : List.of();
    String action = "All DAGs";
    String href = "/dags";
    if (!near.isEmpty()) {
      action = "Open " + near.get(0).text();
      href = near.get(0).href();
    } else if (missing.kind() != NoSuchPage.Kind.DAG) {
      action = "Open " + missing.dagId();
      href = Links.dag(missing.dagId());
    }
    return page(request, model, "404", missing.name(), title(missing), lede(missing, near))
        .with(near, action, href);
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
  String unavailable(StoreUnavailableException e, HttpServletRequest request, Model model) {
    return page(
            request,
            model,
            "503",
            "Database",
            "The database does not answer.",
            "Nothing acknowledged is lost. Runs go on as soon as it is back.")
        .with(List.of(), "Try again", request.getRequestURI());
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.UNPROCESSABLE_CONTENT)
  String refused(StoreRefusedException e, HttpServletRequest request, Model model) {
    LOG.warn("{} {}: {}", request.getMethod(), request.getRequestURI(), e.getMessage());
    return page(
            request,
            model,
            "422",
            "Database",
            "The database does not take this.",
            "It has a part that cannot be stored, or breaks a rule. Nothing was changed.")
        .with(List.of(), "All DAGs", "/dags");
  }

  @ExceptionHandler({
    TypeMismatchException.class,
    ServletRequestBindingException.class,
    IllegalArgumentException.class
  })
  @ResponseStatus(HttpStatus.BAD_REQUEST)
  String wrong(Exception e, HttpServletRequest request, Model model) {
    LOG.debug("Request {} is wrong", request.getRequestURI(), e);
    return page(
            request,
            model,
            "400",
            "Address",
            "This address has a part that cannot be.",
            "A number or a name in it is not what the page expects. Nothing was changed.")
        .with(List.of(), "All DAGs", "/dags");
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.INTERNAL_SERVER_ERROR)
  String broken(RuntimeException e, HttpServletRequest request, Model model) {
    Building building =
        page(
            request,
            model,
            "500",
            "Error",
            "This page could not be made.",
            "The fault is ours. Runs and schedules are not touched by it.");
    LOG.error("Request {} {} failed", building.id(), request.getRequestURI(), e);
    return building.with(List.of(), "Try again", request.getRequestURI());
  }

  private static String title(NoSuchPage missing) {
    return switch (missing.kind()) {
      case DAG -> "There is no DAG called " + missing.name() + ".";
      case RUN -> missing.dagId() + " has no run " + missing.name() + ".";
      case TASK -> "That run has no task " + missing.name() + ".";
      case VERSION -> missing.dagId() + " has no version " + missing.name() + ".";
    };
  }

  private static String lede(NoSuchPage missing, List<ErrorView.Near> near) {
    if (missing.kind() != NoSuchPage.Kind.DAG) {
      return "It was never there, or it was deleted.";
    }
    String first = "It was never loaded on this server.";
    return near.isEmpty() ? first : first + (near.size() == 1 ? " One is close:" : " Close are:");
  }

  private List<ErrorView.Near> near(String dagId) {
    List<String> known =
        queries.dags(DagFilter.ANY, PageRequest.first(PageRequest.MAX_LIMIT)).rows().stream()
            .map(row -> row.dag().dagId())
            .toList();
    return NearestNames.of(dagId, known).stream()
        .map(id -> new ErrorView.Near(id, Links.dag(id), far(NearestNames.distance(dagId, id))))
        .toList();
  }

  private static String far(int letters) {
    return switch (letters) {
      case 0 -> "only capitals differ";
      case 1 -> "one letter differs";
      default -> letters + " letters differ";
    };
  }

  Building page(
      HttpServletRequest request,
      Model model,
      String code,
      String crumb,
      String title,
      String lede) {
    Moments moments = MomentsResolver.moments(request, clock);
    String id = UUID.randomUUID().toString().substring(0, 8);
    model.addAttribute("shell", shell.shell(request));
    return new Building(model, moments, id, new ErrorView.Said(code, crumb, title, lede));
  }

  /** An error page without its links yet. */
  record Building(Model model, Moments moments, String id, ErrorView.Said said) {
    String with(List<ErrorView.Near> near, String action, String href) {
      model.addAttribute(
          "page",
          new ErrorView(
              said,
              near,
              new LinkView(action, href),
              id,
              moments.clock(moments.now()) + " " + moments.zoneName()));
      return "error-page";
    }
  }
}
