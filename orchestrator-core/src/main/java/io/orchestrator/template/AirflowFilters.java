package io.orchestrator.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.exptest.ExpTest;
import com.hubspot.jinjava.lib.filter.AdvancedFilter;
import com.hubspot.jinjava.util.ObjectTruthValue;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Airflow's date filters, and those of the library that must know undefined from None. */
final class AirflowFilters {

  private AirflowFilters() {}

  static void registerIn(Context context) {
    context.registerFilter(new DateFilter("ds", Moment::ds));
    context.registerFilter(new DateFilter("ds_nodash", Moment::dsNodash));
    context.registerFilter(new DateFilter("ts", Moment::ts));
    context.registerFilter(new DateFilter("ts_nodash", Moment::tsNodash));
    context.registerFilter(new DateFilter("ts_nodash_with_tz", Moment::tsNodashWithTz));
    context.registerFilter(new Text("string", PythonText::str));
    // The library's own prints control characters as escapes.
    context.registerFilter(
        new Text(
            "b64encode",
            value -> Base64.getEncoder().encodeToString(PythonText.str(value).getBytes(UTF_8))));
    context.registerFilter(new OrElse("default"));
    context.registerFilter(new OrElse("d"));
    context.registerExpTest(new Is("defined", value -> !(value instanceof Undefined)));
    context.registerExpTest(new Is("undefined", value -> value instanceof Undefined));
    context.registerExpTest(new Is("none", value -> value == None.VALUE));
  }

  private record DateFilter(String getName, Function<Moment, String> format)
      implements AdvancedFilter {

    @Override
    public Object filter(
        @Nullable Object value,
        JinjavaInterpreter interpreter,
        Object[] arguments,
        Map<String, Object> named) {
      return value == None.VALUE
          ? None.VALUE
          : format.apply(Moment.from(None.orValue(value), "the filter " + getName));
    }
  }

  private record Text(String getName, Function<@Nullable Object, String> text)
      implements AdvancedFilter {

    @Override
    public Object filter(
        @Nullable Object value,
        JinjavaInterpreter interpreter,
        Object[] arguments,
        Map<String, Object> named) {
      return text.apply(value);
    }
  }

  private record OrElse(String getName) implements AdvancedFilter {

    @Override
    public Object filter(
        @Nullable Object value,
        JinjavaInterpreter interpreter,
        Object[] arguments,
        Map<String, Object> named) {
      Object other = arguments.length > 0 ? arguments[0] : named.getOrDefault("default_value", "");
      Object truthy = arguments.length > 1 ? arguments[1] : named.get("boolean");
      boolean missing =
          value instanceof Undefined
              || (Boolean.TRUE.equals(truthy) && !ObjectTruthValue.evaluate(value));
      return missing ? other : None.orValue(value);
    }
  }

  private record Is(String getName, Predicate<@Nullable Object> test) implements ExpTest {

    @Override
    public boolean evaluate(
        @Nullable Object value, JinjavaInterpreter interpreter, Object... arguments) {
      return test.test(value);
    }
  }
}
