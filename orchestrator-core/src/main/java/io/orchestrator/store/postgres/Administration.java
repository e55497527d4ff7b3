package io.orchestrator.store.postgres;

import io.orchestrator.store.StoreUnavailableException;
import jakarta.persistence.PersistenceException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Transactions of administration, with the failures that the ports promise. */
final class Administration {
  private static final int TIME_OUT_SECONDS = 30;

  private final TransactionTemplate transactions;

  Administration(PlatformTransactionManager manager) {
    transactions = new TransactionTemplate(manager);
    transactions.setTimeout(TIME_OUT_SECONDS);
  }

  <T> T run(Supplier<T> work) {
    try {
      Optional<T> result = transactions.execute(status -> Optional.of(work.get()));
      return Optional.ofNullable(result).flatMap(found -> found).orElseThrow();
    } catch (DataAccessException | TransactionException | PersistenceException e) {
      throw new StoreUnavailableException(
          "PostgreSQL: "
              + e.getMessage()
              + ". Whether the change took place is unknown. It is safe to read back and try again.",
          e);
    }
  }

  /** Changes the row or adds it; whether it was new. */
  <E> boolean save(
      JpaRepository<E, String> rows, String key, Supplier<E> fresh, Consumer<E> change) {
    return run(
        () -> {
          Optional<E> known = rows.findById(key);
          E row = known.orElseGet(fresh);
          change.accept(row);
          rows.save(row);
          return known.isEmpty();
        });
  }

  /** Whether there was one to delete. */
  <E> boolean delete(JpaRepository<E, String> rows, String key) {
    return run(
        () -> {
          Optional<E> known = rows.findById(key);
          known.ifPresent(rows::delete);
          return known.isPresent();
        });
  }
}
