package io.orchestrator.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the suites have in common: the store they are about, and reading it in one line. */
public abstract class StoreContract {
  protected abstract Store store();

  final StoreFixture given() {
    return new StoreFixture(store());
  }

  final <T> List<T> list(Function<StoreTransaction, List<T>> reading) {
    return store().transact(reading);
  }

  final <T> Optional<T> one(Function<StoreTransaction, Optional<T>> reading) {
    return store().transact(reading);
  }
}
