package io.orchestrator.store.jpa;

import org.springframework.data.jpa.repository.JpaRepository;

/** Rows of {@link PoolEntity} by their natural key. */
interface PoolRepository extends JpaRepository<PoolEntity, String> {}
