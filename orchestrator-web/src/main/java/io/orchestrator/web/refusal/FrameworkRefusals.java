package io.orchestrator.web.refusal;

import io.orchestrator.web.refusal.Finding.Place;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;

/** What Spring refuses before a controller sees it, told to programs in the API's own shape. */
final class FrameworkRefusals implements HandlerExceptionResolver {
  private static final Logger LOG = LoggerFactory.getLogger(FrameworkRefusals.class);

  @Override
  public @Nullable ModelAndView resolveException(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception problem) {
    String path = request.getRequestURI();
    Optional<Refusal> refusal =
        ProgramPaths.has(path) ? refusal(request, problem) : Optional.empty();
    return refusal.isPresent() && written(refusal.get(), path, response, problem)
        ? new ModelAndView()
        : null;
  }

  private static boolean written(
      Refusal refusal, String path, HttpServletResponse response, Exception problem) {
    if (response.isCommitted()) {
      return false;
    }
    try {
      response.reset();
      if (problem instanceof ErrorResponse known) {
        known.getHeaders().forEach((name, values) -> values.forEach(v -> set(response, name, v)));
      }
      refusal.write(path, response);
      return true;
    } catch (IOException e) {
      LOG.debug("{} went away before it was refused", path, e);
      return true;
    }
  }

  private static void set(HttpServletResponse response, String name, String value) {
    response.addHeader(name, value);
  }

  private static Optional<Refusal> refusal(HttpServletRequest request, Exception problem) {
    String path = request.getRequestURI();
    Optional<Finding> wrong = wrongValue(problem);
    if (wrong.isPresent()) {
      return wrong.map(Refusal::invalid);
    }
    if (problem instanceof NoResourceFoundException) {
      return Optional.of(
          Refusal.of(HttpStatus.NOT_FOUND, "no_such_route", "There is no route " + path + "."));
    }
    if (problem instanceof HttpRequestMethodNotSupportedException method) {
      return Optional.of(
          Refusal.of(HttpStatus.METHOD_NOT_ALLOWED, "method_not_allowed", methods(path, method)));
    }
    return problem instanceof ErrorResponse known
        ? Optional.of(other(path, known))
        : Optional.empty();
  }

  private static Optional<Finding> wrongValue(Exception problem) {
    if (problem instanceof MissingServletRequestParameterException missing) {
      return Optional.of(
          Place.QUERY.finding("missing", "It is needed.", missing.getParameterName()));
    }
    if (problem instanceof MethodArgumentTypeMismatchException mismatch) {
      return Optional.of(mismatch(mismatch));
    }
    if (problem instanceof InvalidParameterException) {
      return Optional.of(
          Place.QUERY.finding("value_error", "It has an escape that is no UTF-8, or is cut off."));
    }
    return problem instanceof HttpMessageNotReadableException unread
        ? Optional.of(unread(unread))
        : Optional.empty();
  }

  private static String methods(String path, HttpRequestMethodNotSupportedException problem) {
    String[] there = problem.getSupportedMethods();
    return "%s has no %s%s."
        .formatted(
            path,
            problem.getMethod(),
            there == null ? "" : ", but " + String.join(", ", List.of(there)));
  }

  private static Finding mismatch(MethodArgumentTypeMismatchException problem) {
    Place place =
        problem.getParameter().hasParameterAnnotation(PathVariable.class)
            ? Place.PATH
            : Place.QUERY;
    String field = problem.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    Class<?> type = problem.getParameter().getParameterType();
    return type == boolean.class || type == Boolean.class
        ? place.finding("bool_parsing", "It must be true or false.", field)
        : place.finding("int_parsing", "It must be a whole number, and not too large.", field);
  }

  private static Finding unread(HttpMessageNotReadableException problem) {
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof JacksonException json) {
        return UnreadBody.finding(json);
      }
    }
    return UnreadBody.missing();
  }

  private static Refusal other(String path, ErrorResponse problem) {
    HttpStatus status =
        Optional.ofNullable(HttpStatus.resolve(problem.getStatusCode().value()))
            .orElse(HttpStatus.INTERNAL_SERVER_ERROR);
    if (problem instanceof HttpMediaTypeNotAcceptableException forms) {
      String there = MediaType.toString(forms.getSupportedMediaTypes());
      return Refusal.of(status, "not_acceptable", path + " answers " + there + ".");
    }
    return problem instanceof HttpMediaTypeNotSupportedException
        ? Refusal.of(
            status,
            "unsupported_media_type",
            "The body must be application/json, and its Content-Type must say so.")
        : Refusal.of(status, "refused", status.getReasonPhrase() + ".");
  }
}
