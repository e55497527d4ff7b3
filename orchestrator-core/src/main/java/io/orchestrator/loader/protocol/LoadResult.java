package io.orchestrator.loader.protocol;

import io.orchestrator.model.DagModel;
import java.util.List;

/**
 * What loading one file gave.
 *
 * @param dags empty when there are findings
 * @param findings errors: none of the file's DAGs can be taken over
 * @param warnings what should be corrected but stops nothing
 */
public record LoadResult(
    List<LoadedModel> dags, List<ImportFinding> findings, List<ImportFinding> warnings) {
  public LoadResult {
    dags = List.copyOf(dags);
    findings = List.copyOf(findings);
    warnings = List.copyOf(warnings);
  }

  /** One DAG as data. */
  public record LoadedModel(DagModel model, String structureHash) {}

  public static LoadResult failed(List<ImportFinding> findings) {
    return new LoadResult(List.of(), findings, List.of());
  }
}
