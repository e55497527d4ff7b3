package io.orchestrator.web.ui.task;

import io.orchestrator.model.TaskModel;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.store.TaskRow;
import io.orchestrator.store.TaskStore.TaskFacts;
import io.orchestrator.web.reading.StoredSecrets;
import io.orchestrator.web.ui.parts.FactView;
import io.orchestrator.web.ui.parts.TaskWords;
import io.orchestrator.web.ui.text.Moments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is known of a task instance, name by name. */
@Component
record TaskDetails(StoredSecrets secrets) {
  /** The few that stand in the head. */
  static List<FactView> facts(TaskRow row, Moments moments) {
    TaskInstance task = row.task();
    List<FactView> facts = new ArrayList<>();
    facts.add(new FactView("Operator", row.operator()));
    TaskWords.took(task, moments).ifPresent(took -> facts.add(new FactView("Took", took)));
    facts.add(
        new FactView("Tries", Math.max(0, task.tryNumber()) + " of " + (task.maxTries() + 1)));
    facts.add(new FactView("Pool", row.demand().pool()));
    facts.add(new FactView("Queue", row.queue()));
    return facts;
  }

  /** All of them. */
  List<FactView> of(TaskRow row, Optional<TaskModel> model, TaskFacts facts, Moments moments) {
    TaskInstance task = row.task();
    List<FactView> details = new ArrayList<>();
    details.add(new FactView("Id", task.id().toString()));
    details.add(new FactView("State", task.state().wireName()));
    add(details, "Reason", task.reason());
    add(details, "Worker", task.worker());
    add(details, "Host", facts.hostname());
    add(details, "Process", facts.pid() == null ? null : facts.pid().toString());
    add(details, "Remote work", hidden(task.externalId()));
    add(details, "Ready", at(task.times().scheduledAt(), moments));
    add(details, "Queued", at(task.times().queuedAt(), moments));
    add(details, "Started", at(task.times().startDate(), moments));
    add(details, "Ended", at(task.times().endDate(), moments));
    details.add(new FactView("Priority", String.valueOf(row.priority())));
    details.add(new FactView("Pool slots", String.valueOf(row.demand().slots())));
    model.ifPresent(
        m -> {
          details.add(new FactView("Trigger rule", m.triggerRule().wireName()));
          details.add(
              new FactView(
                  "Upstream", m.upstream().isEmpty() ? "–" : String.join(", ", m.upstream())));
          details.add(new FactView("Declared at", m.location().toString()));
        });
    return details;
  }

  /** Kept exact, as the next try finds its work by it. */
  private @Nullable String hidden(@Nullable String externalId) {
    return externalId == null ? null : secrets.mask().apply(externalId);
  }

  private static void add(List<FactView> facts, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      facts.add(new FactView(name, value));
    }
  }

  private static @Nullable String at(@Nullable Instant at, Moments moments) {
    return at == null ? null : moments.title(at);
  }
}
