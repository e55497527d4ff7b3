package io.orchestrator.store.memory;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.store.Administration;
import io.orchestrator.store.AdministrationContract;
import io.orchestrator.store.AuditContract;
import io.orchestrator.store.ClaimContract;
import io.orchestrator.store.DagStoreContract;
import io.orchestrator.store.MemberStoreContract;
import io.orchestrator.store.ReactionContract;
import io.orchestrator.store.RetentionContract;
import io.orchestrator.store.RunStoreContract;
import io.orchestrator.store.SnapshotContract;
import io.orchestrator.store.Store;
import io.orchestrator.store.TaskStoreContract;
import io.orchestrator.store.TransactionContract;
import io.orchestrator.store.TriesContract;
import io.orchestrator.store.UndoContract;
import io.orchestrator.store.XComContract;
import io.orchestrator.testing.SettableClock;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class InMemoryStoreTest {
  private final InMemoryStore store =
      new InMemoryStore(new SettableClock(Instant.parse("2026-03-01T12:00:00.123456789Z")));

  @Test
  void aTransactionWithinATransactionIsRefused() {
    assertThatThrownBy(() -> store.transact(tx -> store.transact(inner -> true)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("open on this thread already");
  }

  @Nested
  class Transactions extends TransactionContract {
    @Override
    protected Store store() {
      return store;
    }
  }

  @Nested
  class Snapshots extends SnapshotContract {
    @Override
    protected Store store() {
      return store;
    }
  }

  @Nested
  class Dags extends DagStoreContract {
    @Override
    protected Store store() {
      return store;
    }
  }

  @Nested
  class Runs extends RunStoreContract {
    @Override
    protected Store store() {
      return store;
    }
  }

  @Nested
  class Tasks extends TaskStoreContract {
    @Override
    protected Store store() {
      return store;
    }
  }

  @Nested
  class Tries extends TriesContract {
    @Override
    protected Store store() {
      return store;
    }
  }

  @Nested
  class Claims extends ClaimContract {
    @Override
    protected Store store() {
      return store;
    }
  }

  @Nested
  class Reactions extends ReactionContract {
    @Override
    protected Store store() {
      return store;
    }
  }

  @Nested
  class Undone extends UndoContract {
    @Override
    protected Store store() {
      return store;
    }
  }

  @Nested
  class XComs extends XComContract {
    @Override
    protected Store store() {
      return store;
    }
  }

  @Nested
  class Audit extends AuditContract {
    @Override
    protected Store store() {
      return store;
    }
  }

  @Nested
  class Retained extends RetentionContract {
    @Override
    protected Store store() {
      return store;
    }
  }

  @Nested
  class Members extends MemberStoreContract {
    @Override
    protected Store store() {
      return store;
    }
  }

  @Nested
  class Managed extends AdministrationContract {
    @Override
    protected Administration administration() {
      return store.administration();
    }

    @Override
    protected Store store() {
      return store;
    }
  }
}
