package io.orchestrator.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.administration.Problem;
import io.orchestrator.dag.Dag;
import io.orchestrator.dag.InvalidDagException;
import io.orchestrator.model.DagProblem;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunSpec.Trigger;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreFixture;
import io.orchestrator.store.postgres.PostgresStore;
import io.orchestrator.testkit.TestPostgres;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that PostgreSQL refuses, on the real one: refused by us by field, or kept readable. */
class OddTextsIT {
  private static TestPostgres postgres;
  private static Store store;
  private static StoreFixture given;

  @BeforeAll
  static void open() {
    postgres = TestPostgres.create();
    store = new PostgresStore(postgres.dataSource());
    given = new StoreFixture(store);
  }

  @AfterAll
  static void close() {
    postgres.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "half \uD83D", "\uDC00"})
  void aConfThatCannotBeStoredIsRefusedByItsField(String odd) {
    given.register(StoreFixture.chain("conf", 1));
    for (Map<String, Object> conf :
        List.<Map<String, Object>>of(
            Map.of("deep", List.of(Map.of("k", odd))), Map.of(odd, 1), Map.of("k", odd))) {
      TriggerRequest asked = TriggerRequest.now("conf", "rest_api", "anna");
      TriggerRequest request =
          new TriggerRequest(
              asked.dagId(),
              asked.runId(),
              asked.dates(),
              new Trigger("rest_api", "anna", conf),
              Optional.empty());
      TriggerResult result = new Orders(store, new SilentBell()).trigger(request);
      assertThat(result).isInstanceOf(TriggerResult.Refused.class);
      assertThat(((TriggerResult.Refused) result).problems())
          .extracting(Problem::field)
          .startsWith("conf");
    }
    Optional<DagRun> made = store.transact(tx -> tx.runs().lastAutomated("conf"));
    assertThat(made).isEmpty();
  }

  @Test
  void aDagWithATextThatCannotBeStoredIsAProblemOfItsFile() {
    assertThatThrownBy(() -> Dag.define("d", d -> d.description("a\0b").empty("t")))
        .isInstanceOfSatisfying(
            InvalidDagException.class,
            e ->
                assertThat(e.problems())
                    .extracting(DagProblem::message)
                    .singleElement()
                    .asString()
                    .contains("description", "NUL"));
  }

  /** Nobody listens. */
  private static final class SilentBell implements Bell {
    @Override
    public void wake() {}

    @Override
    public void wake(long runPk) {}
  }
}
