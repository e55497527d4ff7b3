package io.orchestrator.store.postgres;

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
import org.junit.jupiter.api.Nested;

/** All that a store has to keep, on one PostgreSQL. */
abstract class PostgresContracts {
  abstract Store store();

  @Nested
  class Transactions extends TransactionContract {
    @Override
    protected Store store() {
      return PostgresContracts.this.store();
    }
  }

  @Nested
  class Snapshots extends SnapshotContract {
    @Override
    protected Store store() {
      return PostgresContracts.this.store();
    }
  }

  @Nested
  class Dags extends DagStoreContract {
    @Override
    protected Store store() {
      return PostgresContracts.this.store();
    }
  }

  @Nested
  class Runs extends RunStoreContract {
    @Override
    protected Store store() {
      return PostgresContracts.this.store();
    }
  }

  @Nested
  class Tasks extends TaskStoreContract {
    @Override
    protected Store store() {
      return PostgresContracts.this.store();
    }
  }

  @Nested
  class Tries extends TriesContract {
    @Override
    protected Store store() {
      return PostgresContracts.this.store();
    }
  }

  @Nested
  class Claims extends ClaimContract {
    @Override
    protected Store store() {
      return PostgresContracts.this.store();
    }
  }

  @Nested
  class Reactions extends ReactionContract {
    @Override
    protected Store store() {
      return PostgresContracts.this.store();
    }
  }

  @Nested
  class Undone extends UndoContract {
    @Override
    protected Store store() {
      return PostgresContracts.this.store();
    }
  }

  @Nested
  class XComs extends XComContract {
    @Override
    protected Store store() {
      return PostgresContracts.this.store();
    }
  }

  @Nested
  class Audit extends AuditContract {
    @Override
    protected Store store() {
      return PostgresContracts.this.store();
    }
  }

  @Nested
  class Retained extends RetentionContract {
    @Override
    protected Store store() {
      return PostgresContracts.this.store();
    }
  }

  @Nested
  class Members extends MemberStoreContract {
    @Override
    protected Store store() {
      return PostgresContracts.this.store();
    }
  }
}
