package io.orchestrator.web.api;

import java.util.List;
import org.springframework.http.HttpStatus;

/** A request that cannot be answered: status, stable code, one sentence, and what to do. */
final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Problem problem;

  /**
   * The error body.
   *
   * @param detail what failed and what state things are in now
   * @param hint what to do next; may be empty
   * @param didYouMean nearest existing ids, for a 404
   */
  record Problem(
      HttpStatus status, String code, String detail, String hint, List<String> didYouMean) {}

  private ApiException(Problem problem) {
    super(problem.detail());
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }

  static ApiException notFound(String what, String id) {
    return notFound(what, id, List.of());
  }

  /**
   * @param near ids that exist and may have been meant
   */
  static ApiException notFound(String what, String id, List<String> near) {
    return new ApiException(
        new Problem(
            HttpStatus.NOT_FOUND,
            what.replace(' ', '_').toLowerCase(java.util.Locale.ROOT) + "_not_found",
            "There is no " + what + " " + id + ".",
            near.isEmpty() ? "" : "Did you mean " + String.join(" or ", near) + "?",
            near));
  }

  static ApiException badRequest(String code, String detail) {
    return new ApiException(new Problem(HttpStatus.BAD_REQUEST, code, detail, "", List.of()));
  }

  static ApiException unprocessable(String detail) {
    return new ApiException(
        new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "invalid_parameter", detail, "", List.of()));
  }

  static ApiException conflict(String code, String detail, String hint) {
    return new ApiException(new Problem(HttpStatus.CONFLICT, code, detail, hint, List.of()));
  }

  static ApiException unavailable(String code, String detail) {
    return new ApiException(
        new Problem(
            HttpStatus.SERVICE_UNAVAILABLE,
            code,
            detail,
            "Nothing is lost; try again in a few seconds.",
            List.of()));
  }
}
