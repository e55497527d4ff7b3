package io.orchestrator.store.postgres;

import java.util.function.Function;

/** Where units of work run: each in a transaction of its own, or all in one that is open. */
@FunctionalInterface
interface Units {
  <T> T run(Function<Sql, T> work);
}
