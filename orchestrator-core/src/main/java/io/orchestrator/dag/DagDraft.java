package io.orchestrator.dag;

import io.orchestrator.model.DagProblem;
import io.orchestrator.model.SourceLocation;
import io.orchestrator.timetable.InvalidScheduleException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A DAG while it is being defined: its tasks and the problems found on the way. */
final class DagDraft {
  private final String dagId;
  private final SourceLocation location;
  private final List<TaskHandle<?, ?>> tasks = new ArrayList<>();
  private final List<DagProblem> problems = new ArrayList<>();
  private boolean open = true;

  DagDraft(String dagId, SourceLocation location) {
    this.dagId = dagId;
    this.location = location;
  }

  String dagId() {
    return dagId;
  }

  SourceLocation location() {
    return location;
  }

  /** Every declared task in order, duplicates included. */
  List<TaskHandle<?, ?>> tasks() {
    return Collections.unmodifiableList(tasks);
  }

  void add(TaskHandle<?, ?> task) {
    requireOpen();
    tasks.add(task);
  }

  void report(DagProblem problem) {
    problems.add(problem);
  }

  void reportSchedule(InvalidScheduleException e, SourceLocation where) {
    String message = "the schedule of DAG \"" + dagId + "\" is not valid";
    String help = "five fields: minute hour day-of-month month day-of-week, or @daily and the like";
    report(new DagProblem("DAG005", where, message, List.of(String.valueOf(e.getMessage())), help));
  }

  List<DagProblem> problems() {
    return Collections.unmodifiableList(problems);
  }

  void close() {
    open = false;
  }

  void requireOpen() {
    if (!open) {
      throw new IllegalStateException(
          "DAG " + dagId + " is already defined; declare tasks and edges inside Dag.define.");
    }
  }
}
