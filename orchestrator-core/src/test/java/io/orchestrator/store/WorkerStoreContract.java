package io.orchestrator.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.store.WorkerStore.Beat;
import io.orchestrator.store.WorkerStore.Member;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Processes that live. */
public abstract class WorkerStoreContract extends StoreContract {
  private void beat(String name, long pid, int slots) {
    store()
        .transact(
            tx -> {
              tx.workers()
                  .beat(new Beat(name, "worker", "host", pid, slots, List.of("default", "etl")));
              return true;
            });
  }

  private Member member(String name) {
    return store().transact(tx -> tx.workers().all()).stream()
        .filter(m -> m.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aProcessKeepsItsStartUntilAnotherTakesItsName() {
    beat("w-start", 7, 4);
    Member first = member("w-start");
    beat("w-start", 7, 8);
    assertThat(member("w-start").startedAt()).isEqualTo(first.startedAt());
    assertThat(member("w-start").slots()).isEqualTo(8);
    assertThat(member("w-start").queues()).containsExactly("default", "etl");
    assertThat(member("w-start").queues()).containsExactly("default", "etl");
    assertThat(member("w-start").seenAt()).isAfterOrEqualTo(first.seenAt());
    beat("w-start", 8, 8);
    assertThat(member("w-start").pid()).isEqualTo(8);
    assertThat(member("w-start").startedAt()).isAfterOrEqualTo(first.startedAt());
  }

  @Test
  void whoSaidGoodbyeIsGone() {
    beat("w-b", 1, 1);
    beat("w-a", 2, 1);
    assertThat(names()).containsSubsequence("w-a", "w-b");
    store()
        .transact(
            tx -> {
              tx.workers().goodbye("w-a");
              return true;
            });
    assertThat(names()).contains("w-b").doesNotContain("w-a");
  }

  @Test
  void whoWasNotHeardOfForLongIsForgotten() {
    beat("w-old", 1, 1);
    forget(WorkerStore.FORGOTTEN);
    assertThat(names()).contains("w-old");
    // Everything up to a second from now.
    forget(Duration.ofSeconds(-1));
    assertThat(names()).isEmpty();
  }

  private void forget(Duration silence) {
    store()
        .transact(
            tx -> {
              tx.workers().forget(silence);
              return true;
            });
  }

  private List<String> names() {
    return store().transact(tx -> tx.workers().seenWithin(Duration.ofMinutes(1))).stream()
        .map(Member::name)
        .toList();
  }
}
