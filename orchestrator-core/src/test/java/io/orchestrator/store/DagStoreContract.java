package io.orchestrator.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.model.CodeKind;
import io.orchestrator.model.DagCode;
import io.orchestrator.store.DagStore.ImportProblem;
import io.orchestrator.store.DagStore.LoadedDag;
import io.orchestrator.store.DagStore.StoredDag;
import io.orchestrator.timetable.DataInterval;
import io.orchestrator.timetable.RunSlot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** DAGs, versions, next-fire rows, import problems. */
public abstract class DagStoreContract extends StoreContract {
  @Test
  void whatIsLoadedAgainUnchangedIsNoNewVersion() {
    StoredDag dag = given().register(StoreFixture.chain("versioned", 3));
    assertThat(dag.version().model()).isEqualTo(StoreFixture.chain("versioned", 3).model());
    assertThat(dag.version().codeHash()).isEqualTo(StoreFixture.chain("versioned", 3).codeHash());
    StoredDag again = given().register(StoreFixture.chain("versioned", 3));
    assertThat(again.version()).isEqualTo(dag.version());
    StoredDag changed = given().register(StoreFixture.chain("versioned", 4));
    assertThat(changed.version().number()).isEqualTo(2);
    assertThat(list(tx -> tx.dags().versions("versioned")))
        .containsExactly(dag.version(), changed.version());
    assertThat(one(tx -> tx.dags().version(dag.version().id()))).contains(dag.version());
    assertThat(one(tx -> tx.dags().version(UUID.randomUUID()))).isEmpty();
  }

  @Test
  void aWorkerFindsTheCodeOfAVersion() {
    StoredDag dag = given().register(StoreFixture.chain("code", 1));
    assertThat(one(tx -> tx.dags().code(dag.version().id())))
        .contains(new DagCode(CodeKind.JAVA_SOURCE, "code.java", "code-hash-1", "class X {}"));
  }

  @Test
  void aPausedDagStaysPausedWhenItsFileIsLoadedAgain() {
    given().register(StoreFixture.chain("paused", 1));
    assertThat(store().<Boolean>transact(tx -> tx.dags().setPaused("paused", true))).isTrue();
    assertThat(store().<Boolean>transact(tx -> tx.dags().setPaused("nobody", true))).isFalse();
    assertThat(given().register(StoreFixture.chain("paused", 2)).paused()).isTrue();
  }

  @Test
  void aDagThatItsBundleLostIsStaleUntilItComesBack() {
    LoadedDag kept = StoreFixture.chain("kept", 1);
    LoadedDag lost = StoreFixture.chain("lost", 1);
    given().register(kept);
    given().register(lost);
    List<String> others =
        store().transact(tx -> tx.dags().all()).stream()
            .map(StoredDag::dagId)
            .filter(id -> !id.equals("lost"))
            .toList();
    store()
        .transact(
            tx -> {
              tx.dags().markStale("folder", others);
              return true;
            });
    assertThat(given().find("lost").stale()).isTrue();
    assertThat(given().find("kept").stale()).isFalse();
    assertThat(given().register(lost).stale()).isFalse();
  }

  @Test
  void aDagIsDueFromItsMomentOnUnlessPausedStaleOrBroken() {
    given().register(StoreFixture.chain("due", 1));
    Instant at = StoreFixture.DAY;
    RunSlot slot =
        new RunSlot(at.minus(Duration.ofDays(1)), new DataInterval(at.minusSeconds(9), at), at);
    nextFire("due", slot);
    assertThat(given().find("due").nextFire()).isEqualTo(slot);
    assertThat(dueAt(at.minusMillis(1))).doesNotContain("due");
    assertThat(dueAt(at)).contains("due");
    problem(List.of(new ImportProblem("folder", "due.java", "DAG001", 3, "no", at)));
    assertThat(dueAt(at)).doesNotContain("due");
    assertThat(list(tx -> tx.dags().importProblems())).hasSize(1);
    problem(List.of());
    store().transact(tx -> tx.dags().setPaused("due", true));
    assertThat(dueAt(at)).doesNotContain("due");
    store().transact(tx -> tx.dags().setPaused("due", false));
    assertThat(dueAt(at)).contains("due");
    nextFire("due", null);
    assertThat(dueAt(at)).doesNotContain("due");
  }

  @Test
  void aWarningIsKeptAndStopsNoRun() {
    given().register(StoreFixture.chain("warned", 1));
    Instant at = StoreFixture.DAY;
    nextFire("warned", new RunSlot(at, new DataInterval(at, at), at));
    ImportProblem warning = new ImportProblem("folder", "warned.java", "DAG006", 3, "no pool", at);
    warn(List.of(warning, new ImportProblem("folder", "a.java", "DAG010", null, "slow", at)));
    assertThat(list(tx -> tx.dags().loadWarnings()))
        .extracting(ImportProblem::fileName)
        .containsExactly("a.java", "warned.java");
    assertThat(list(tx -> tx.dags().loadWarnings())).contains(warning);
    assertThat(list(tx -> tx.dags().importProblems())).isEmpty();
    assertThat(dueAt(at)).contains("warned");
    warn(List.of());
    assertThat(list(tx -> tx.dags().loadWarnings())).isEmpty();
    nextFire("warned", null);
  }

  private void warn(List<ImportProblem> warnings) {
    store()
        .transact(
            tx -> {
              tx.dags().replaceLoadWarnings("folder", warnings);
              return true;
            });
  }

  @Test
  void theAlarmIsTheNextMomentStillToCome() {
    given().register(StoreFixture.chain("alarm_past", 1));
    given().register(StoreFixture.chain("alarm_next", 1));
    Instant now = store().now();
    Instant at = now.plusSeconds(60);
    nextFire("alarm_past", new RunSlot(now, new DataInterval(now, now), now.minusSeconds(60)));
    nextFire("alarm_next", new RunSlot(now, new DataInterval(now, now), at));
    assertThat(one(tx -> tx.dags().nextAlarm())).contains(at);
    nextFire("alarm_past", null);
    nextFire("alarm_next", null);
  }

  private void problem(List<ImportProblem> problems) {
    store()
        .transact(
            tx -> {
              tx.dags().replaceImportProblems("folder", problems);
              return true;
            });
  }

  private void nextFire(String dagId, @org.jspecify.annotations.Nullable RunSlot slot) {
    store()
        .transact(
            tx -> {
              tx.dags().setNextFire(dagId, slot);
              return true;
            });
  }

  private List<String> dueAt(Instant now) {
    return store().transact(tx -> tx.dags().due(now, 100));
  }
}
