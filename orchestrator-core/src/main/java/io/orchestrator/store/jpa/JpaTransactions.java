package io.orchestrator.store.jpa;

import io.orchestrator.store.StoreRefusedException;
import io.orchestrator.store.StoreUnavailableException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Transactions of administration, with the failures that the ports promise. */
final class JpaTransactions {
  private static final int TIME_OUT_SECONDS = 30;

  private final EntityManager entities;
  private final TransactionTemplate transactions;

  /**
   * @param entities the one of the open transaction, whichever that is
   */
  JpaTransactions(EntityManager entities, PlatformTransactionManager manager) {
    this.entities = entities;
    transactions = new TransactionTemplate(manager);
    transactions.setTimeout(TIME_OUT_SECONDS);
  }

  /** Adds a row; one that has its key meanwhile fails the transaction, and is not replaced. */
  void insert(Object row) {
    entities.persist(row);
  }

  <T> T run(Supplier<T> work) {
    try {
      Optional<T> result = transactions.execute(status -> Optional.of(work.get()));
      return Optional.ofNullable(result).flatMap(found -> found).orElseThrow();
    } catch (DataIntegrityViolationException e) {
      throw new StoreRefusedException(
          "PostgreSQL: " + e.getMessage() + ". Nothing was changed.", e);
    } catch (DataAccessException | TransactionException | PersistenceException e) {
      throw new StoreUnavailableException(
          "PostgreSQL: "
              + e.getMessage()
              + ". Whether the change took place is unknown. It is safe to read back and try again.",
          e);
    }
  }
}
