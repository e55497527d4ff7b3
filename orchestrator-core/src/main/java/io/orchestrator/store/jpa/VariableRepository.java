package io.orchestrator.store.jpa;

import org.springframework.data.jpa.repository.JpaRepository;

/** Rows of {@link VariableEntity} by their natural key. */
interface VariableRepository extends JpaRepository<VariableEntity, String> {}
