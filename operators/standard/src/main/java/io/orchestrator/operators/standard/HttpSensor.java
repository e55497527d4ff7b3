package io.orchestrator.operators.standard;

import io.orchestrator.operator.Poll;
import io.orchestrator.operator.Sensor;
import io.orchestrator.operator.TaskContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Waits until an address answers with a status of 200 to 299, and with the text that is asked for.
 * No answer and any other status mean not yet. The result is the answer's text.
 */
public final class HttpSensor implements Sensor<String> {
  private final HttpCall call;
  private final Predicate<String> wanted;

  private HttpSensor(HttpCall call, Predicate<String> wanted) {
    this.call = call;
    this.wanted = wanted;
  }

  /**
   * @param endpoint as in {@link HttpOperator#of}
   */
  public static HttpSensor of(String endpoint) {
    return new HttpSensor(HttpCall.of("GET", endpoint), text -> true);
  }

  /** Adds a header; it wins over the connection's. */
  public HttpSensor header(String name, String template) {
    return new HttpSensor(call.header(name, template), wanted);
  }

  /** Takes host, credentials and headers from this connection. */
  public HttpSensor connection(String id) {
    return new HttpSensor(call.connection(id), wanted);
  }

  /** What the text of the answer must be like. */
  public HttpSensor until(Predicate<String> condition) {
    return new HttpSensor(call, condition);
  }

  /** Most time for one request; a minute unless told otherwise. */
  public HttpSensor requestTimeout(Duration most) {
    return new HttpSensor(call.timeout(most), wanted);
  }

  @Override
  public Poll<String> poke(TaskContext context) throws InterruptedException {
    try {
      HttpCall.Answer answer = call.send(context);
      if (!answer.wanted()) {
        return Poll.notYet(answer.trouble());
      }
      return wanted.test(answer.text())
          ? Poll.ready(answer.text())
          : Poll.notYet(answer.asked() + " does not yet answer what is waited for");
    } catch (IOException e) {
      return Poll.notYet(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Map<String, String> templates() {
    return call.templates();
  }
}
