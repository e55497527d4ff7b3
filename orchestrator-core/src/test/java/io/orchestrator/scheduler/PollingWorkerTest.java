package io.orchestrator.scheduler;

import io.orchestrator.execution.AttemptToken;
import io.orchestrator.execution.ExecutionApi.Answer;
import io.orchestrator.execution.ExecutionApi.WorkerInfo;
import io.orchestrator.execution.FinishReport.End;
import io.orchestrator.execution.WorkItem;
import java.util.ArrayList;
import java.util.List;

class PollingWorkerTest extends WorkingContract {
  private static final WorkerInfo W = new WorkerInfo("w", "host", 1, 2, List.of("default"));

  @Override
  Hands hands() {
    return new Hands() {
      private final List<AttemptToken> held = new ArrayList<>();

      @Override
      public List<WorkItem> take() {
        List<WorkItem> items = engine.start("w", 2);
        items.forEach(item -> held.add(item.token()));
        return items;
      }

      @Override
      public Answer end(WorkItem item, End end) {
        held.remove(item.token());
        return engine.finish(item, end);
      }

      @Override
      public List<AttemptToken> beat() {
        return engine.api.heartbeat(W, held);
      }
    };
  }
}
