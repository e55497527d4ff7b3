package io.orchestrator.store.jpa;

import org.springframework.data.jpa.repository.JpaRepository;

/** New rows of the audit log. */
interface AuditRepository extends JpaRepository<AuditEntity, Long> {}
