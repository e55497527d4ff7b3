package io.orchestrator.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.store.Member.Identity;
import io.orchestrator.store.Member.Role;
import io.orchestrator.store.MemberStore.WorkerProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Processes that live. */
public abstract class MemberStoreContract extends StoreContract {
  private void beat(String name, long pid, int slots) {
    store()
        .transact(
            tx -> {
              tx.members()
                  .beat(
                      new Identity(
                          name, Role.WORKER, "host", pid, slots, List.of("default", "etl")));
              return true;
            });
  }

  private Member member(String name) {
    return store().transact(tx -> tx.members().alive(Role.WORKER)).stream()
        .filter(m -> m.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatAProcessLacksIsKeptUntilItIsWell() {
    Identity worker = new Identity("w-full", Role.WORKER, "host", 7, 4, List.of("default"));
    store().transact(tx -> beat(tx, worker.withTrouble("The disk is full.")));
    assertThat(member("w-full").trouble()).contains("The disk is full.");

    store().transact(tx -> beat(tx, worker));
    assertThat(member("w-full").trouble()).isEmpty();
  }

  private static boolean beat(StoreTransaction tx, Identity identity) {
    tx.members().beat(identity);
    return true;
  }

  @Test
  void aProcessKeepsItsStartUntilAnotherTakesItsName() {
    beat("w-start", 7, 4);
    Member first = member("w-start");
    beat("w-start", 7, 8);
    assertThat(member("w-start").startedAt()).isEqualTo(first.startedAt());
    assertThat(member("w-start").identity().slots()).isEqualTo(8);
    assertThat(member("w-start").identity().queues()).containsExactly("default", "etl");
    assertThat(member("w-start").seenAt()).isAfterOrEqualTo(first.seenAt());
    beat("w-start", 8, 8);
    assertThat(member("w-start").identity().pid()).isEqualTo(8);
    assertThat(member("w-start").startedAt()).isAfterOrEqualTo(first.startedAt());
  }

  @Test
  void aWorkersNameIsThatOfOneProcessAfterTheOther() {
    WorkerProcess first = process(1, 7, 0);
    WorkerProcess second = process(2, 8, 10);
    WorkerProcess firstAgain = process(1, 7, 20);
    goesBy("w-process", first);
    goesBy("w-process", process(1, 7, 5));
    goesBy("w-process", second);
    goesBy("w-process", firstAgain);
    goesBy("w-other", process(3, 9, 30));
    List<WorkerProcess> known = store().transact(tx -> tx.members().processes("w-process"));
    assertThat(known).containsExactly(firstAgain, second, first);
    List<WorkerProcess> none = store().transact(tx -> tx.members().processes("w-nobody"));
    assertThat(none).isEmpty();
  }

  private static WorkerProcess process(long id, long pid, int second) {
    return new WorkerProcess(
        new UUID(id, id), "host", pid, Instant.parse("2026-01-01T00:00:00Z").plusSeconds(second));
  }

  private void goesBy(String worker, WorkerProcess process) {
    store()
        .transact(
            tx -> {
              tx.members().goesBy(worker, process);
              return true;
            });
  }

  @Test
  void whoSaidGoodbyeIsGone() {
    beat("w-b", 1, 1);
    beat("w-a", 2, 1);
    assertThat(names()).containsSubsequence("w-a", "w-b");
    store()
        .transact(
            tx -> {
              tx.members().goodbye("w-a");
              return true;
            });
    assertThat(names()).contains("w-b").doesNotContain("w-a");
  }

  @Test
  void onlyMembersOfARoleAreAliveInIt() {
    beat("w-role", 1, 1);
    assertThat(store().<List<Member>>transact(tx -> tx.members().alive(Role.LOADER)))
        .extracting(Member::name)
        .doesNotContain("w-role");
    Member worker = member("w-role");
    assertThat(worker.alive(worker.seenAt().plus(Member.ALIVE))).isTrue();
    assertThat(worker.alive(worker.seenAt().plus(Member.ALIVE).plusMillis(1))).isFalse();
  }

  @Test
  void whoWasNotHeardOfForLongIsForgotten() {
    beat("w-old", 1, 1);
    forget(Member.FORGOTTEN);
    assertThat(names()).contains("w-old");
    // Everything up to a second from now.
    forget(Duration.ofSeconds(-1));
    assertThat(names()).isEmpty();
  }

  private void forget(Duration silence) {
    store()
        .transact(
            tx -> {
              tx.members().forget(silence);
              return true;
            });
  }

  private List<String> names() {
    return store().transact(tx -> tx.members().seenWithin(Duration.ofMinutes(1))).stream()
        .map(Member::name)
        .toList();
  }
}
