package io.orchestrator.store.jpa;

import io.orchestrator.administration.Pool;
import io.orchestrator.administration.User;
import io.orchestrator.administration.Variable;
import io.orchestrator.connection.Connection;
import io.orchestrator.store.Administration;
import io.orchestrator.store.ManagedStore;

/** What admins manage, in tables. */
record JpaAdministration(
    ManagedStore<Pool> pools,
    ManagedStore<Variable> variables,
    ManagedStore<Connection> connections,
    ManagedStore<User> users)
    implements Administration {}
