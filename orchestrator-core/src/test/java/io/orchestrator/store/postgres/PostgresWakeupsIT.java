package io.orchestrator.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.store.Wakeups.Subscription;
import io.orchestrator.testkit.TestPostgres;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresWakeupsIT {
  private static TestPostgres postgres;

  @BeforeAll
  static void open() {
    postgres = TestPostgres.create();
  }

  @AfterAll
  static void close() {
    postgres.close();
  }

  @Test
  void otherNodesHearOfChangedRunsAndTheSenderDoesNot() throws InterruptedException {
    PostgresWakeups a = new PostgresWakeups(postgres.dataSource(), "a");
    PostgresWakeups b = new PostgresWakeups(postgres.dataSource(), "b");
    BlockingQueue<Long> heardByA = new LinkedBlockingQueue<>();
    BlockingQueue<Long> heardByB = new LinkedBlockingQueue<>();
    try (Subscription ofA = a.listen(heardByA::add, () -> {});
        Subscription ofB = b.listen(heardByB::add, () -> {})) {
      assertThat(List.of(ofA, ofB)).doesNotHaveDuplicates();
      a.publish(List.of(7L, 8L, 7L));
      b.publish(List.of(9L));
      assertThat(heardByB.poll(10, TimeUnit.SECONDS)).isEqualTo(7);
      assertThat(heardByB.poll(10, TimeUnit.SECONDS)).isEqualTo(8);
      assertThat(heardByA.poll(10, TimeUnit.SECONDS)).isEqualTo(9);
    }
    assertThat(heardByA).isEmpty();
    assertThat(heardByB).isEmpty();
  }

  @Test
  void aLostConnectionIsReplacedAndReported() throws InterruptedException {
    PostgresWakeups a = new PostgresWakeups(postgres.dataSource(), "a");
    PostgresWakeups b = new PostgresWakeups(postgres.dataSource(), "b");
    BlockingQueue<Long> heard = new LinkedBlockingQueue<>();
    Semaphore missed = new Semaphore(0);
    try (Subscription ofB = b.listen(heard::add, missed::release)) {
      assertThat(ofB).isNotNull();
      postgres.terminateBackends();
      assertThat(missed.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
      a.publish(List.of(5L));
      assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(5);
    }
  }
}
