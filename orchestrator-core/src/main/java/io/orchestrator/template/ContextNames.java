package io.orchestrator.template;

import static io.orchestrator.template.Callable.REQUIRED;

import io.orchestrator.execution.PreviousSuccess;
import io.orchestrator.timetable.DataInterval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Airflow's names for the parts of a {@link TemplateContext}. */
final class ContextNames {

  /** Names that only exist in a run with a logical date. */
  static final Set<String> DATED =
      Set.of(
          "logical_date",
          "ds",
          "ds_nodash",
          "ts",
          "ts_nodash",
          "ts_nodash_with_tz",
          "data_interval_start",
          "data_interval_end",
          "prev_data_interval_start_success",
          "prev_data_interval_end_success");

  /** The bare names that are functions. */
  static final Set<String> FUNCTIONS = Set.of("xcom", "range");

  private static final Set<String> UNDATED =
      Set.of(
          "dag",
          "task",
          "ti",
          "task_instance",
          "dag_run",
          "run_id",
          "params",
          "conf",
          "var",
          "conn",
          "macros",
          "task_instance_key_str",
          "prev_start_date_success",
          "prev_end_date_success",
          "none",
          "None");

  private static final String RETURN_VALUE = "return_value";

  private final TemplateContext context;
  private final Map<String, Object> names = new HashMap<>();

  private ContextNames(TemplateContext context) {
    this.context = context;
  }

  /** Every name a template may begin with, functions left out. */
  static Set<String> all() {
    Set<String> all = new TreeSet<>(UNDATED);
    all.addAll(DATED);
    return all;
  }

  static Map<String, Object> of(TemplateContext context) {
    ContextNames made = new ContextNames(context);
    made.addRun();
    made.addDates();
    made.addLookups();
    return made.names;
  }

  /** The function behind {@code xcom('task')}. */
  static Callable xcom(TemplateContext context) {
    return new ContextNames(context).pull("xcom");
  }

  private void addRun() {
    Object conf = Json.safe(context.run().conf(), "conf");
    Members ti =
        new Members("ti")
            .with("dag_id", context.task().dagId())
            .with("task_id", context.task().taskId())
            .with("run_id", context.task().runId())
            .with("try_number", (long) context.task().tryNumber())
            .with("map_index", (long) context.task().mapIndex())
            .with("xcom_pull", pull("xcom_pull"));
    Members run =
        new Members("dag_run")
            .with("dag_id", context.task().dagId())
            .with("run_id", context.task().runId())
            .with("conf", conf)
            .with("logical_date", Moment.orNone(context.run().logicalDate()))
            .with("data_interval_start", Moment.orNone(start(context.run().interval())))
            .with("data_interval_end", Moment.orNone(end(context.run().interval())));
    names.put("dag", new Members("dag").with("dag_id", context.task().dagId()));
    names.put("task", new Members("task").with("task_id", context.task().taskId()));
    names.put("ti", ti);
    names.put("task_instance", ti);
    names.put("dag_run", run);
    names.put("run_id", context.task().runId());
    names.put("conf", conf);
    names.put("params", Json.safe(context.params(), "params"));
    names.put("macros", Macros.all());
    names.put("none", None.VALUE);
    names.put("None", None.VALUE);
  }

  private void addDates() {
    PreviousSuccess previous = context.previousSuccess();
    names.put("prev_start_date_success", Moment.orNone(previous.startDate()));
    names.put("prev_end_date_success", Moment.orNone(previous.endDate()));
    Instant logicalDate = context.run().logicalDate();
    String key = context.task().dagId() + "__" + context.task().taskId() + "__";
    if (logicalDate == null) {
      names.put("task_instance_key_str", key + context.task().runId());
      return;
    }
    Moment moment = Moment.of(logicalDate);
    names.put("task_instance_key_str", key + moment.dsNodash());
    names.put("logical_date", moment);
    names.put("ds", moment.ds());
    names.put("ds_nodash", moment.dsNodash());
    names.put("ts", moment.ts());
    names.put("ts_nodash", moment.tsNodash());
    names.put("ts_nodash_with_tz", moment.tsNodashWithTz());
    names.put("data_interval_start", Moment.orNone(start(context.run().interval())));
    names.put("data_interval_end", Moment.orNone(end(context.run().interval())));
    names.put("prev_data_interval_start_success", Moment.orNone(start(previous.interval())));
    names.put("prev_data_interval_end_success", Moment.orNone(end(previous.interval())));
  }

  private static @Nullable Instant start(@Nullable DataInterval interval) {
    return interval == null ? null : interval.start();
  }

  private static @Nullable Instant end(@Nullable DataInterval interval) {
    return interval == null ? null : interval.end();
  }

  private void addLookups() {
    TemplateLookups lookups = context.lookups();
    TemplateObject value =
        byKey("var.value", key -> lookups.variable(key).map(text -> (Object) text).orElse(null));
    TemplateObject json =
        byKey(
            "var.json",
            key ->
                lookups.variable(key).map(text -> Json.read(text, "var.json." + key)).orElse(null));
    names.put("var", new Members("var").with("value", value).with("json", json));
    names.put(
        "conn",
        byKey(
            "conn", id -> lookups.connection(id).map(found -> connection(id, found)).orElse(null)));
  }

  /** An object whose members are found by asking, with Python's {@code get} beside them. */
  private static TemplateObject byKey(String label, Function<String, @Nullable Object> find) {
    BiFunction<String, Object, Object> orElse =
        (key, other) -> {
          Object found = find.apply(key);
          return found == null ? other : found;
        };
    Callable get =
        Callable.of(
            "get",
            List.of("key", REQUIRED, "default_var", None.VALUE),
            given -> orElse.apply(PythonText.str(given.get("key")), given.get("default_var")));
    return name ->
        name.equals("get")
            ? get
            : orElse.apply(name, new Undefined("`" + label + "." + name + "` does not exist"));
  }

  private static Object connection(String id, ConnectionView found) {
    Members view =
        new Members("conn." + id)
            .with("conn_id", id)
            .with("conn_type", found.connType())
            .with("host", None.orValue(found.host()))
            .with("login", None.orValue(found.login()))
            .with("password", None.orValue(found.password()))
            .with("schema", None.orValue(found.schema()))
            .with("extra", None.orValue(found.extra()));
    Integer port = found.port();
    String extra = found.extra();
    return view.with("port", port == null ? None.VALUE : (Object) port.longValue())
        .lazily(
            "extra_dejson",
            () -> extra == null ? Map.of() : Json.read(extra, "conn." + id + ".extra_dejson"));
  }

  private Callable pull(String name) {
    return Callable.of(
        name,
        List.of("task_ids", context.task().taskId(), "key", RETURN_VALUE, "default", None.VALUE),
        given -> pull(given.get("task_ids"), PythonText.str(given.get("key")), given));
  }

  private Object pull(@Nullable Object taskIds, String key, Map<String, Object> given) {
    Object missing = None.orValue(given.get("default"));
    if (taskIds instanceof Iterable<?> several) {
      List<Object> values = new ArrayList<>();
      several.forEach(taskId -> values.add(one(PythonText.str(taskId), key, missing)));
      return values;
    }
    boolean own = taskIds == null || taskIds == None.VALUE;
    return one(own ? context.task().taskId() : PythonText.str(taskIds), key, missing);
  }

  private Object one(String taskId, String key, Object missing) {
    return context
        .lookups()
        .xcom(taskId, key)
        .map(value -> Json.safe(value, "xcom of " + taskId))
        .orElse(missing);
  }
}
