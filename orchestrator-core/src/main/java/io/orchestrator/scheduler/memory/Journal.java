package io.orchestrator.scheduler.memory;

import io.orchestrator.model.BranchDecision;
import io.orchestrator.store.ReactionStore;
import io.orchestrator.store.ReactionWrite;
import io.orchestrator.store.ReactionWrite.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a reaction has decided so far. */
final class Journal {
  private final List<Change> changes = new ArrayList<>();
  private final Map<UUID, BranchDecision> decisions = new HashMap<>();

  void add(Change change) {
    changes.add(change);
  }

  void decide(UUID taskId, BranchDecision decision) {
    decisions.put(taskId, decision);
  }

  /** Writes what was decided since the last time. */
  void write(ReactionStore store, RunMemory memory) {
    if (memory.touched().isEmpty()) {
      return;
    }
    store.write(new ReactionWrite(memory.touched(), memory.claimedIn(), changes, decisions));
    memory.written();
    changes.clear();
    decisions.clear();
  }
}
