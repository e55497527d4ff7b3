package io.orchestrator.store.jpa;

import org.springframework.data.jpa.repository.JpaRepository;

/** Rows of {@link ConnectionEntity} by their natural key. */
interface ConnectionRepository extends JpaRepository<ConnectionEntity, String> {}
