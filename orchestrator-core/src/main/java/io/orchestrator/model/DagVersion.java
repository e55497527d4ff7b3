package io.orchestrator.model;

import io.orchestrator.timetable.ScheduleSpec;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One stored version of a DAG. A run keeps the version it was created with.
 *
 * @param number counts from 1 per DAG
 * @param structureHash SHA-256 (hex) over the structure, without source lines and prose
 * @param codeHash SHA-256 (hex) of the code that defines it; the DAGs of one file have the same
 * @param model without tasks and schedule when the stored one cannot be read
 * @param problem why the stored model cannot be read, for people; absent when it was read
 */
public record DagVersion(
    UUID id,
    int number,
    String structureHash,
    String codeHash,
    DagModel model,
    @Nullable String problem) {

  public DagVersion(UUID id, int number, String structureHash, String codeHash, DagModel model) {
    this(id, number, structureHash, codeHash, model, null);
  }

  /** Stands for a version whose model cannot be read, so that lists of others are not broken. */
  public static DagVersion unreadable(
      UUID id, int number, String structureHash, String codeHash, String dagId) {
    String problem =
        "Version %d of DAG %s cannot be read from the database. What needs it waits; other versions and DAGs go on. Save the DAG's file with a change to have a new version, or restore the row of the table dag_version."
            .formatted(number, dagId);
    DagModel nothing =
        new DagModel(
            dagId,
            problem,
            "",
            "",
            List.of(),
            new ScheduleSpec.Manual(),
            null,
            null,
            false,
            0,
            0,
            null,
            Map.of(),
            Map.of(),
            null,
            null,
            List.of(),
            new SourceLocation("", 0));
    return new DagVersion(id, number, structureHash, codeHash, nothing, problem);
  }

  public String dagId() {
    return model.dagId();
  }

  /**
   * The same version.
   *
   * @throws UnreadableException when its model could not be read
   */
  public DagVersion readable() {
    if (problem != null) {
      throw new UnreadableException(problem);
    }
    return this;
  }
}
