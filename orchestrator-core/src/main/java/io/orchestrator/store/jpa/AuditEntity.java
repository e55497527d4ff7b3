package io.orchestrator.store.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A row of the audit log as administration writes it; its moment is the database's. */
@Entity
@Table(name = "audit")
class AuditEntity {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Column(name = "seq")
  @Nullable Long seq;

  @Column(name = "actor")
  String actor = "";

  @Column(name = "event")
  String event = "";

  @Column(name = "detail")
  String detail = "";
}
