package io.orchestrator.scheduler;

import io.orchestrator.administration.Problem;
import io.orchestrator.run.DagRun;
import java.util.List;

/** What became of a trigger. Anything but {@link Created} changed nothing. */
public sealed interface TriggerResult {
  /**
   * The run is stored and will run: acknowledged means durable.
   *
   * @param versionNumber number of the DAG version that it runs, from 1 per DAG
   */
  record Created(DagRun run, int versionNumber) implements TriggerResult {}

  /** The run id or the logical date is taken. */
  record Exists(DagRun existing) implements TriggerResult {}

  /** There is no such DAG, or its file is gone. */
  record NoSuchDag(String dagId) implements TriggerResult {}

  /**
   * The request is wrong.
   *
   * @param problems one sentence each, for people; the field is a param or a part of the request
   */
  record Refused(List<Problem> problems) implements TriggerResult {}
}
