package io.orchestrator.web.ui.error;

import io.orchestrator.store.StoreRefusedException;
import io.orchestrator.store.StoreUnavailableException;
import io.orchestrator.web.ui.parts.LinkView;
import io.orchestrator.web.ui.parts.NoSuchPage;
import io.orchestrator.web.ui.shell.MomentsResolver;
import io.orchestrator.web.ui.shell.ShellAdvice;
import io.orchestrator.web.ui.text.Moments;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * Error pages of all pages: what happened, what still works, what to do. Asked first: what handles
 * wrong requests by default answers programs.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
@ControllerAdvice(ShellAdvice.PAGES)
class UiErrors {
  private static final Logger LOG = LoggerFactory.getLogger(UiErrors.class);

  private final MissingViews views;
  private final ShellAdvice shell;
  private final InstantSource clock;

  UiErrors(MissingViews views, ShellAdvice shell, InstantSource clock) {
    this.views = views;
    this.shell = shell;
    this.clock = clock;
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.NOT_FOUND)
  String missing(NoSuchPage missing, HttpServletRequest request, Model model) {
    List<ErrorView.Near> near = views.near(missing);
    return page(request, model, MissingViews.said(missing, near))
        .with(near, MissingViews.action(missing, near));
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
  String unavailable(StoreUnavailableException e, HttpServletRequest request, Model model) {
    return page(
            request,
            model,
            new ErrorView.Said(
                "503",
                "Database",
                "The database does not answer.",
                "Nothing acknowledged is lost. Runs go on as soon as it is back."))
        .with(List.of(), new LinkView("Try again", request.getRequestURI()));
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.UNPROCESSABLE_CONTENT)
  String refused(StoreRefusedException e, HttpServletRequest request, Model model) {
    LOG.warn("{} {}: {}", request.getMethod(), request.getRequestURI(), e.getMessage());
    return page(
            request,
            model,
            new ErrorView.Said(
                "422",
                "Database",
                "The database does not take this.",
                "It has a part that cannot be stored, or breaks a rule. Nothing was changed."))
        .with(List.of(), MissingViews.ALL);
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
            new ErrorView.Said(
                "400",
                "Address",
                "This address has a part that cannot be.",
                "A number or a name in it is not what the page expects. Nothing was changed."))
        .with(List.of(), MissingViews.ALL);
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.INTERNAL_SERVER_ERROR)
  String broken(RuntimeException e, HttpServletRequest request, Model model) {
    Building building =
        page(
            request,
            model,
            new ErrorView.Said(
                "500",
                "Error",
                "This page could not be made.",
                "The fault is ours. Runs and schedules are not touched by it."));
    LOG.error("Request {} {} failed", building.id(), request.getRequestURI(), e);
    return building.with(List.of(), new LinkView("Try again", request.getRequestURI()));
  }

  Building page(HttpServletRequest request, Model model, ErrorView.Said said) {
    Moments moments = MomentsResolver.moments(request, clock);
    String id = UUID.randomUUID().toString().substring(0, 8);
    model.addAttribute("shell", shell.shell(request));
    return new Building(model, moments, id, said);
  }

  /** An error page without its links yet. */
  record Building(Model model, Moments moments, String id, ErrorView.Said said) {
    String with(List<ErrorView.Near> near, LinkView action) {
      model.addAttribute(
          "page",
          new ErrorView(
              said, near, action, id, moments.clock(moments.now()) + " " + moments.zoneName()));
      return "error-page";
    }
  }
}
