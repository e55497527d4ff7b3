package io.orchestrator.operators.standard;

import io.orchestrator.model.ExactJson;
import io.orchestrator.operator.Operator;
import io.orchestrator.operator.TaskContext;
import io.orchestrator.operator.TaskFailedException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes an HTTP request. The result is the answer's text, or what {@link #json} reads from it. An
 * answer has at most 10 MiB. Redirects are not followed.
 *
 * @param <T> type of the result
 */
public final class HttpOperator<T> implements Operator<T> {
  private static final JsonMapper MAPPER = ExactJson.builder().build();

  private final HttpCall call;
  private final Function<HttpCall.Answer, @Nullable T> result;

  private HttpOperator(HttpCall call, Function<HttpCall.Answer, @Nullable T> result) {
    this.call = call;
    this.result = result;
  }

  /**
   * @param method for example {@code POST}
   * @param endpoint template: an address with {@code http://} or {@code https://}, which uses no
   *     connection, or else a path below the address of the connection {@code http_default}
   */
  public static HttpOperator<String> of(String method, String endpoint) {
    return new HttpOperator<>(HttpCall.of(method, endpoint), HttpCall.Answer::text);
  }

  public static HttpOperator<String> get(String endpoint) {
    return of("GET", endpoint);
  }

  /**
   * @param body template
   */
  public static HttpOperator<String> post(String endpoint, String body) {
    return of("POST", endpoint).body(body);
  }

  /** Adds a header; it wins over the connection's. */
  public HttpOperator<T> header(String name, String template) {
    return with(call.header(name, template));
  }

  public HttpOperator<T> body(String template) {
    return with(call.body(template));
  }

  /** Takes host, credentials and headers from this connection. */
  public HttpOperator<T> connection(String id) {
    return with(call.connection(id));
  }

  /** Status codes that mean success; 200 to 299 unless told otherwise. */
  public HttpOperator<T> expectStatus(int... codes) {
    return with(call.expect(Arrays.stream(codes).boxed().collect(Collectors.toSet())));
  }

  /** Most time for the whole exchange; a minute unless told otherwise. */
  public HttpOperator<T> timeout(Duration most) {
    return with(call.timeout(most));
  }

  /** Reads the answer as JSON: maps, lists, texts, numbers. */
  public HttpOperator<Object> json() {
    return json(Object.class);
  }

  /** Reads the answer as JSON of this form, usually a record. */
  public <R> HttpOperator<R> json(Class<R> type) {
    return new HttpOperator<>(call, answer -> read(answer, type));
  }

  private HttpOperator<T> with(HttpCall changed) {
    return new HttpOperator<>(changed, result);
  }

  private static <R> @Nullable R read(HttpCall.Answer answer, Class<R> type) {
    try {
      return MAPPER.readValue(answer.text(), type);
    } catch (JacksonException e) {
      throw new TaskFailedException(
          "%s was answered, but not with JSON for %s: %s"
              .formatted(answer.asked(), type.getSimpleName(), e.getOriginalMessage()),
          e);
    }
  }

  @Override
  public @Nullable T execute(TaskContext context) throws Exception {
    HttpCall.Answer answer = call.send(context);
    if (!answer.wanted()) {
      throw new HttpFailedException(answer);
    }
    return result.apply(answer);
  }

  @Override
  public Map<String, String> templates() {
    return call.templates();
  }
}
