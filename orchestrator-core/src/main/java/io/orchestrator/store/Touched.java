package io.orchestrator.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What some rows of the audit log are about.
 *
 * @param runId absent for rows about the DAG as a whole
 * @param seqs numbers of these rows, in no order
 */
public record Touched(String dagId, @Nullable String runId, List<Long> seqs) {
  public Touched {
    seqs = List.copyOf(seqs);
  }
}
