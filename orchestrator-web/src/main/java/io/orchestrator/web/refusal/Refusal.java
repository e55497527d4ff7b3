package io.orchestrator.web.refusal;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.json.JsonMapper;

/**
 * Why a request was not carried out: Airflow's {@code detail}, and ours beside it.
 *
 * @param code stable, for programs
 * @param detail what failed and what state things are in now: a sentence, or the findings of a 422
 * @param hint what to do next; may be empty
 * @param didYouMean nearest existing ids, for a 404
 */
public record Refusal(
    HttpStatus status, String code, Object detail, String hint, List<String> didYouMean) {
  /** One of Airflow's clients compares the header with exactly this text. */
  public static final String CONTENT_TYPE = "application/json";

  private static final JsonMapper JSON = JsonMapper.shared();

  public Refusal {
    didYouMean = List.copyOf(didYouMean);
  }

  public static Refusal of(HttpStatus status, String code, String detail) {
    return new Refusal(status, code, detail, "", List.of());
  }

  /** A request that is wrong in itself; Airflow's clients expect the findings as a list. */
  public static Refusal invalid(List<Finding> findings) {
    return new Refusal(
        HttpStatus.UNPROCESSABLE_CONTENT, "invalid_parameter", findings, "", List.of());
  }

  public static Refusal invalid(Finding finding) {
    return invalid(List.of(finding));
  }

  public Refusal withHint(String next) {
    return new Refusal(status, code, detail, next, didYouMean);
  }

  /** The first sentence, for logs and exceptions. */
  public String sentence() {
    return detail instanceof List<?> findings
            && !findings.isEmpty()
            && findings.get(0) instanceof Finding first
        ? first.msg()
        : String.valueOf(detail);
  }

  /**
   * The error body.
   *
   * @param path of the request
   */
  public Map<String, Object> body(String path) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("title", status.getReasonPhrase());
    body.put("status", status.value());
    body.put("detail", detail);
    body.put("instance", path);
    body.put("code", code);
    body.put("hint", hint);
    if (!didYouMean.isEmpty()) {
      body.put("did_you_mean", didYouMean);
    }
    return body;
  }

  /** Answers with it, outside of what turns the results of controllers into answers. */
  public void write(String path, HttpServletResponse response) throws IOException {
    byte[] body = JSON.writeValueAsBytes(body(path));
    response.setStatus(status.value());
    response.setContentType(CONTENT_TYPE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
