package io.orchestrator.template;

import static io.orchestrator.template.Callable.REQUIRED;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Python's {@code range}; the library's own cuts a long range short without a word. */
final class Ranges {

  private Ranges() {}

  static Callable function() {
    return Callable.of(
        "range", List.of("start", REQUIRED, "stop", None.VALUE, "step", 1L), Ranges::range);
  }

  private static Object range(Map<String, Object> given) {
    boolean one = given.get("stop") == None.VALUE;
    long start = one ? 0 : number(given, "start");
    long stop = number(given, one ? "start" : "stop");
    long step = number(given, "step");
    if (step == 0) {
      throw new TemplateFailure("range() needs a step other than 0");
    }
    double length = Math.max(0, Math.ceil(((double) stop - start) / step));
    if (length > Sandbox.MAX_ELEMENTS) {
      throw new TemplateFailure(
          "range() would have more than " + Sandbox.MAX_ELEMENTS + " elements");
    }
    JinjavaInterpreter.getCurrentMaybe()
        .ifPresent(current -> StrictInterpreter.charge(current, (long) length));
    return LongStream.range(0, (long) length).mapToObj(i -> start + i * step).toList();
  }

  private static long number(Map<String, Object> given, String name) {
    if (given.get(name) instanceof Number number) {
      return number.longValue();
    }
    throw new TemplateFailure("range() needs numbers");
  }
}
