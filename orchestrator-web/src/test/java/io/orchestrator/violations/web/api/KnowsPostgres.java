package io.orchestrator.violations.web.api;

import io.orchestrator.store.postgres.PostgresStore;

/** Breaks: controllers do not know where rows are. */
record KnowsPostgres(PostgresStore store) {}
