package io.orchestrator.web.ui;

import io.orchestrator.run.DagRun;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.web.ui.text.Moments;
import io.orchestrator.web.ui.view.TaskView;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Why runs and tasks wait, in words. */
@Component
class Whys {
  Map<UUID, String> sentences(DagRun run, Moments moments) {
    return Map.of();
  }

  String ofRun(DagRun run, Moments moments) {
    return "";
  }

  Optional<TaskView.Why> panel(DagRun run, TaskInstance task, Moments moments) {
    return Optional.empty();
  }
}
