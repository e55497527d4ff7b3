package io.orchestrator.web.ui.parts;

import io.orchestrator.store.DagStore.StoredDag;
import io.orchestrator.timetable.RunSlot;
import io.orchestrator.timetable.ScheduleSpec;
import io.orchestrator.web.ui.text.Moments;

/** When a DAG runs next, or why it does not. */
public record NextRun(String text, String sub) {

  public static NextRun of(StoredDag dag, FileProblems broken, Moments moments) {
    if (dag.paused()) {
      return new NextRun("–", "paused");
    }
    RunSlot next = dag.nextFire();
    if (next != null && !broken.of(dag).isEmpty()) {
      return new NextRun("–", "waits until its file loads");
    }
    if (next != null) {
      boolean due = !next.runAfter().isAfter(moments.now());
      return due
          ? new NextRun("now", "")
          : new NextRun(moments.text(next.runAfter()), moments.relative(next.runAfter()));
    }
    return dag.version().model().schedule() instanceof ScheduleSpec.Manual
        ? new NextRun("–", "only when triggered")
        : new NextRun("–", "no more runs");
  }
}
