package io.orchestrator.peers;

import dev.dbos.transact.DBOS;
import dev.dbos.transact.StartWorkflowOptions;
import dev.dbos.transact.config.DBOSConfig;
import dev.dbos.transact.workflow.Workflow;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/** DBOS Transact: durable steps in the process that calls. */
final class DbosPeer implements Peer {
  private static final Map<String, Bodies> BODIES = new ConcurrentHashMap<>();
  private final DBOS dbos;
  private final Steps steps;

  /** A workflow is called through an interface. */
  public interface Steps {
    /** Walks. */
    void walk(String run, int tasks);
  }

  /** Named by DBOS after its class. */
  public static final class DurableSteps implements Steps {
    private final DBOS dbos;

    DurableSteps(DBOS dbos) {
      this.dbos = dbos;
    }

    @Override
    @Workflow(name = "walk")
    public void walk(String run, int tasks) {
      Bodies bodies = BODIES.get(run);
      for (int i = 0; i < tasks; i++) {
        int task = i;
        dbos.runStep(
            () -> {
              if (bodies != null) {
                bodies.run(task);
              }
            },
            "t" + task);
      }
    }
  }

  DbosPeer(DataSource database) {
    dbos = new DBOS(DBOSConfig.defaults("bench").withDataSource(database).withAppVersion("bench"));
    steps = dbos.registerProxy(Steps.class, new DurableSteps(dbos));
    dbos.launch();
  }

  @Override
  public void walk(String run, int tasks, Bodies bodies) {
    BODIES.put(run, bodies);
    dbos.startWorkflow(() -> steps.walk(run, tasks), new StartWorkflowOptions(run)).getResult();
    BODIES.remove(run);
  }

  @Override
  public void close() {
    dbos.close();
  }
}
