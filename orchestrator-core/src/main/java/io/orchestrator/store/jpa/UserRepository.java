package io.orchestrator.store.jpa;

import org.springframework.data.jpa.repository.JpaRepository;

/** Rows of {@link UserEntity} by their natural key. */
interface UserRepository extends JpaRepository<UserEntity, String> {}
