package io.orchestrator.model;

import java.util.UUID;

/**
 * One stored version of a DAG. A run keeps the version it was created with.
 *
 * @param number counts from 1 per DAG
 * @param structureHash SHA-256 (hex) over the structure, without source lines and prose
 */
public record DagVersion(UUID id, int number, String structureHash, DagModel model) {
  public String dagId() {
    return model.dagId();
  }
}
