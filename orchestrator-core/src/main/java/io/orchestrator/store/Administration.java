package io.orchestrator.store;

import io.orchestrator.administration.Pool;
import io.orchestrator.administration.User;
import io.orchestrator.administration.Variable;
import io.orchestrator.connection.Connection;

/** What admins manage. Values of variables, passwords and extras are encrypted at rest. */
public record Administration(
    ManagedStore<Pool> pools,
    ManagedStore<Variable> variables,
    ManagedStore<Connection> connections,
    ManagedStore<User> users) {}
