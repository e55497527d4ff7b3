package io.orchestrator.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunSpec;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.TransitionCause;
import io.orchestrator.store.AuditStore.AuditRow;
import io.orchestrator.store.DagStore.StoredDag;
import io.orchestrator.store.RunStore.Created;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who did what when. */
public abstract class AuditContract extends StoreContract {
  @Test
  void everyChangeAndOrderHasItsRowInOrder() {
    StoreFixture given = new StoreFixture(store());
    DagRun run = given.running(given.register(StoreFixture.chain("audited", 1)), 0);
    given.move(given.task(run, "t000"), TransitionCause.MARKED, TaskState.SUCCESS);
    store()
        .transact(
            tx -> {
              tx.audit().order("anna", "task.mark_success", "audited", run.runId(), "1 task");
              return true;
            });
    List<AuditRow> rows = store().transact(tx -> tx.audit().ofRun("audited", run.runId(), 100));
    assertThat(rows)
        .extracting(AuditRow::event)
        .containsExactly("run.queued", "run.running", "task.marked", "task.mark_success");
    assertThat(rows).extracting(AuditRow::seq).isSorted();
    AuditRow marked = rows.get(2);
    assertThat(marked.actor()).isEqualTo("test");
    assertThat(marked.subject().taskId()).isEqualTo("t000");
    assertThat(marked.change()).isEqualTo(new AuditStore.StateChange("none", "success"));
    assertThat(rows.get(0).change()).isEqualTo(new AuditStore.StateChange(null, "queued"));
    assertThat(rows.get(3).change()).as("of an order").isNull();
    assertThat(rows.get(3).detail()).isEqualTo("1 task");
    assertThat(list(tx -> tx.audit().latest(1))).containsExactly(rows.get(3));
    assertThat(list(tx -> tx.audit().ofRun("audited", run.runId(), 2)))
        .isEqualTo(rows.subList(0, 2));
  }

  @Test
  void aRunByOrderIsMadeWithTheAuditRowOfTheOrderOrNotAtAll() {
    StoredDag dag = given().register(StoreFixture.chain("made_by_order", 1));
    RunSpec wanted = StoreFixture.newRun(dag, 0);
    store().transact(tx -> tx.runs().createByOrder(wanted, "anna"));
    Created again = store().transact(tx -> tx.runs().createByOrder(wanted, "bert"));
    assertThat(again).isInstanceOf(Created.Conflict.class);
    assertThat(list(tx -> tx.audit().ofRun("made_by_order", wanted.runId(), 10)))
        .extracting(row -> row.actor() + " " + row.event())
        .containsExactlyInAnyOrder("timetable run.queued", "anna dag.trigger");
  }
}
