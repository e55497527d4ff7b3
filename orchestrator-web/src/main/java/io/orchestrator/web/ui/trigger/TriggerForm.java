package io.orchestrator.web.ui.trigger;

import io.orchestrator.model.DagModel;
import io.orchestrator.run.RunSpec.Trigger;
import io.orchestrator.scheduler.TriggerRequest;
import io.orchestrator.timetable.IsoMoments;
import io.orchestrator.web.ui.text.FormText;
import io.orchestrator.web.ui.text.Json;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * The trigger form as typed, and what is wrong with it.
 *
 * @param fields of the params, with their texts
 * @param conf the values that were understood
 * @param wrong field to what is wrong
 */
record TriggerForm(
    List<ParamField> fields,
    TriggerView.Typed typed,
    Map<String, @Nullable Object> conf,
    Optional<Instant> logicalDate,
    Map<String, String> wrong) {
  private static final String LOGICAL = "logical_date";
  private static final String RUN_ID = "dag_run_id";
  private static final String CONF = "conf";
  private static final String GONE =
      "The DAG has no such param any more. Nothing was triggered; this is its form now.";

  /**
   * A form to fill in. Its logical date is now, as in Airflow's: without one, templates such as
   * {@code ds} would not be defined.
   */
  static TriggerForm fresh(DagModel model, Instant now) {
    String date = now.truncatedTo(ChronoUnit.SECONDS).toString();
    return new TriggerForm(
        ParamField.of(model),
        new TriggerView.Typed(date, "", "{}", "", true),
        Map.of(),
        Optional.empty(),
        Map.of());
  }

  static TriggerForm typed(DagModel model, MultiValueMap<String, String> form, ZoneId zone) {
    Map<String, String> wrong = new HashMap<>();
    Map<String, @Nullable Object> conf = new LinkedHashMap<>();
    List<ParamField> fields = ParamField.of(model).stream().map(f -> typed(f, form)).toList();
    for (ParamField field : fields) {
      try {
        field.putInto(conf);
      } catch (IllegalArgumentException e) {
        wrong.put(field.name(), String.valueOf(e.getMessage()));
      }
    }
    gone(fields, form).forEach(name -> wrong.put(name, GONE));
    String confText = last(form, CONF);
    Json.object(confText)
        .ifPresentOrElse(
            conf::putAll,
            () -> wrong.put(CONF, "Conf is a JSON object, for example {\"day\": \"x\"}."));
    String logicalText = last(form, "logicalDate").trim();
    Optional<Instant> logical = IsoMoments.read(logicalText, zone);
    if (!logicalText.isEmpty() && logical.isEmpty()) {
      wrong.put(
          LOGICAL,
          "This is no day of the calendar, or no date: write 2001-01-08 or 2001-01-08T00:00:00Z.");
    }
    var typed =
        new TriggerView.Typed(
            logicalText,
            last(form, "runId").trim(),
            confText,
            FormText.lines(last(form, "note")),
            form.containsKey("unpause"));
    return new TriggerForm(fields, typed, conf, logical, wrong);
  }

  /** A field that did not come is left as it is. */
  private static ParamField typed(ParamField field, MultiValueMap<String, String> form) {
    List<String> values = form.get(field.input());
    return values == null ? field : field.typed(FormText.last(values));
  }

  /** Params that the form had when it was opened, and the DAG has no more. */
  private static List<String> gone(List<ParamField> fields, MultiValueMap<String, String> form) {
    List<String> known = fields.stream().map(ParamField::input).toList();
    return form.keySet().stream()
        .filter(input -> input.startsWith(ParamField.PREFIX) && !known.contains(input))
        .map(input -> input.substring(ParamField.PREFIX.length()))
        .toList();
  }

  private static String last(MultiValueMap<String, String> form, String field) {
    List<String> values = form.get(field);
    return values == null ? "" : FormText.last(values);
  }

  boolean right() {
    return wrong.isEmpty();
  }

  TriggerForm with(String field, String message) {
    Map<String, String> more = new HashMap<>(wrong);
    more.put(field, message);
    return new TriggerForm(fields, typed, conf, logicalDate, more);
  }

  /** What belongs to no field of the form is said above it. */
  TriggerView.Errors errors(Optional<String> problem) {
    List<String> names = fields.stream().map(ParamField::name).toList();
    String other =
        wrong.entrySet().stream()
            .filter(e -> !List.of(LOGICAL, RUN_ID, CONF).contains(e.getKey()))
            .filter(e -> !names.contains(e.getKey()))
            .map(e -> e.getKey() + ": " + e.getValue())
            .findFirst()
            .orElse(null);
    return new TriggerView.Errors(
        problem.orElse(other), wrong.get(LOGICAL), wrong.get(RUN_ID), wrong.get(CONF));
  }

  @SuppressWarnings("NullAway") // a conf is JSON, and null is a value of it
  private Map<String, Object> values() {
    return new LinkedHashMap<>(conf);
  }

  TriggerRequest request(String dagId, String user) {
    return new TriggerRequest(
        dagId,
        Optional.of(typed.runId()).filter(id -> !id.isEmpty()),
        new TriggerRequest.Dates(logicalDate, Optional.empty(), Optional.empty()),
        new Trigger("ui", user, values()),
        Optional.of(typed.note()).filter(note -> !note.isBlank()));
  }
}
