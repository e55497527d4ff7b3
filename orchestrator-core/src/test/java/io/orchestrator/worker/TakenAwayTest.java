package io.orchestrator.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.administration.Variable;
import io.orchestrator.code.LoadedCode;
import io.orchestrator.connection.Connection;
import io.orchestrator.dag.Dag;
import io.orchestrator.execution.ExecutionApi;
import io.orchestrator.model.CodeKind;
import io.orchestrator.run.RunState;
import io.orchestrator.scheduler.ExecutionService;
import io.orchestrator.scheduler.ManualScheduler;
import io.orchestrator.scheduler.Orders;
import io.orchestrator.scheduler.Scheduler;
import io.orchestrator.scheduler.TriggerRequest;
import io.orchestrator.scheduler.TriggerResult;
import io.orchestrator.store.DagStore.LoadedDag;
import io.orchestrator.store.memory.InMemoryStore;
import io.orchestrator.testing.SettableClock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A worker and the real service: what code sees of an attempt that was taken away. */
class TakenAwayTest {
  private static final String SOURCE =
      """
      import io.orchestrator.dag.*;
      import io.orchestrator.operator.*;
      import io.orchestrator.worker.Probe;
      public class Remote implements DagDefinition {
        public Dag define() {
          return Dag.define("remote", d -> d.task("query", new Operator<Void>() {
            public Void execute(TaskContext c) throws Exception {
              look(c, "ran");
              c.findConnection("none");
              Probe.meet();
              return null;
            }
            public void onKill(TaskContext c) {
              look(c, "killed");
              Probe.SEEN.add("none: " + c.findConnection("none").isPresent());
              ask("connection", () -> c.findConnection("other"));
              ask("variable", () -> c.variable("other"));
              ask("xcom", () -> c.xcom("query", "return_value", String.class));
            }
            private void look(TaskContext c, String when) {
              Probe.SEEN.add(when + " as " + c.connection("lake").login() + " in " + c.variable("zone").orElse("?"));
            }
            private void ask(String what, Runnable question) {
              try {
                question.run();
                Probe.SEEN.add(what + " answered");
              } catch (RuntimeException e) {
                Probe.SEEN.add(what + ": " + e.getClass().getSimpleName());
              }
            }
          }));
        }
      }
      """;
  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T00:00:00Z"));
  private final InMemoryStore store = new InMemoryStore(clock);
  private final AtomicLong epochs = new AtomicLong();
  private final ManualScheduler hand =
      new ManualScheduler(
          new Scheduler(
              store, clock, () -> new UUID(epochs.incrementAndGet(), 0), WorkerRig.LEASE));
  private final ExecutionApi api =
      new ExecutionService(store, hand, store.administration(), WorkerRig.LEASE);
  private final Orders orders = new Orders(store, hand);
  private WorkerRig rig;
  private Worker worker;

  @BeforeEach
  void deploy() throws Exception {
    rig = new WorkerRig(1);
    worker = rig.worker(1, api);
    try (LoadedCode code = LoadedCode.load(CodeKind.JAVA_SOURCE, "Remote.java", SOURCE)) {
      Dag dag = code.dags().values().iterator().next();
      store.transact(
          tx ->
              tx.dags()
                  .register(
                      new LoadedDag(
                          dag.model(),
                          dag.structureHash(),
                          "test",
                          "Remote.java",
                          CodeKind.JAVA_SOURCE,
                          "0",
                          SOURCE),
                      true));
    }
    orders.setPaused("remote", false, "test");
    store.administration().variables().save(new Variable("zone", "eu", null), "admin");
    store.administration().connections().save(lake("reader"), "admin");
  }

  @AfterEach
  void letTasksEnd() {
    Probe.release();
    WorkerRig.awaitBusy(worker, 0);
    rig.code.close();
  }

  private static Connection lake(String login) {
    return Connection.of("lake", "aws").withCredentials(login, "secret");
  }

  @Test
  void onKillSeesWhatTheTaskSawAndWhateverElseItAsksIsGone() throws Exception {
    String runId = running();
    store.administration().connections().save(lake("somebody else"), "admin");
    orders.markRun("remote", runId, RunState.FAILED, "anna");
    worker.keepAlive().beat();
    WorkerRig.awaitBusy(worker, 0);
    WorkerRig.awaitEndings();
    assertThat(Probe.SEEN)
        .containsExactly(
            "ran as reader in eu",
            "killed as reader in eu",
            "none: false",
            "connection: AttemptGoneException",
            "variable: AttemptGoneException",
            "xcom: AttemptGoneException");
  }

  private String running() throws InterruptedException {
    TriggerResult result = orders.trigger(TriggerRequest.now("remote", "rest_api", "anna"));
    hand.settle();
    worker.register();
    worker.claim();
    Probe.awaitTask();
    return ((TriggerResult.Created) result).run().runId();
  }
}
