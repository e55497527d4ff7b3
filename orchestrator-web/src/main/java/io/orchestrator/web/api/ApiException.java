package io.orchestrator.web.api;

import io.orchestrator.web.refusal.Finding;
import io.orchestrator.web.refusal.Refusal;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/** A request that cannot be answered: status, stable code, one sentence, and what to do. */
final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  private ApiException(Refusal refusal) {
    super(refusal.sentence());
    this.refusal = refusal;
  }

  Refusal refusal() {
    return refusal;
  }

  static ApiException notFound(String what, String id) {
    return notFound(what, id, List.of());
  }

  /**
   * @param near ids that exist and may have been meant
   */
  static ApiException notFound(String what, String id, List<String> near) {
    return new ApiException(
        new Refusal(
            HttpStatus.NOT_FOUND,
            what.replace(' ', '_').toLowerCase(Locale.ROOT) + "_not_found",
            "There is no " + what + " " + id + ".",
            near.isEmpty() ? "" : "Did you mean " + String.join(" or ", near) + "?",
            near));
  }

  static ApiException badRequest(String code, String detail) {
    return new ApiException(Refusal.of(HttpStatus.BAD_REQUEST, code, detail));
  }

  /** 422: what is wrong is said at its place. */
  static ApiException invalid(Finding finding) {
    return new ApiException(Refusal.invalid(finding));
  }

  static ApiException conflict(String code, String detail, String hint) {
    return new ApiException(Refusal.of(HttpStatus.CONFLICT, code, detail).withHint(hint));
  }

  static ApiException unavailable(String code, String detail) {
    return new ApiException(
        Refusal.of(HttpStatus.SERVICE_UNAVAILABLE, code, detail)
            .withHint("Nothing is lost; try again in a few seconds."));
  }
}
