package io.orchestrator.web.ui.task;

import io.orchestrator.model.TaskModel;
import io.orchestrator.store.TaskStore.TaskFacts;
import io.orchestrator.store.XComStore.XCom;
import io.orchestrator.web.reading.StoredSecrets;
import io.orchestrator.web.ui.text.Json;
import io.orchestrator.web.ui.text.Moments;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** What went into a task instance and what came out, without stored secrets. */
@Component
record HandedViews(StoredSecrets secrets) {
  static List<TaskView.Template> templates(Optional<TaskModel> model, TaskFacts facts) {
    Map<String, TaskView.Template> fields = new TreeMap<>();
    model.ifPresent(
        m ->
            m.templates()
                .forEach(
                    (field, text) ->
                        fields.put(
                            field,
                            new TaskView.Template(
                                field, text, facts.renderedFields().get(field)))));
    facts
        .renderedFields()
        .forEach(
            (field, value) ->
                fields.putIfAbsent(field, new TaskView.Template(field, value, value)));
    return List.copyOf(fields.values());
  }

  List<TaskView.XCom> xcoms(List<XCom> xcoms, int mapIndex, Moments moments) {
    List<XCom> own = xcoms.stream().filter(x -> x.mapIndex() == mapIndex).toList();
    UnaryOperator<String> mask = own.isEmpty() ? UnaryOperator.identity() : secrets.mask();
    return own.stream()
        .map(
            x ->
                new TaskView.XCom(
                    mask.apply(x.key()), mask.apply(Json.pretty(x.json())), moments.text(x.at())))
        .toList();
  }
}
