package io.orchestrator.violations.store.postgres;

import jakarta.persistence.EntityManager;

/** Breaks: JPA has a room of its own. */
final class KnowsJpa {
  Object known(EntityManager manager) {
    return manager.getDelegate();
  }
}
