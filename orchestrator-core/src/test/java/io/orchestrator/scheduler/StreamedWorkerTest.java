package io.orchestrator.scheduler;

import io.orchestrator.execution.AttemptToken;
import io.orchestrator.execution.ExecutionApi.Answer;
import io.orchestrator.execution.FinishReport.End;
import io.orchestrator.execution.WorkItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

class StreamedWorkerTest extends WorkingContract {
  @Override
  Hands hands() {
    StreamedWorker worker =
        new StreamedWorker("w", 2)
            .connect(new ConnectedWorkers(engine.store, engine.hand, engine.api));
    return new Hands() {
      @Override
      public List<WorkItem> take() {
        List<WorkItem> items = new ArrayList<>(worker.received);
        worker.received.clear();
        return items;
      }

      @Override
      public Answer end(WorkItem item, End end) {
        return Objects.requireNonNull(worker.end(item, end));
      }

      @Override
      public List<AttemptToken> beat() {
        return worker.beat();
      }
    };
  }
}
