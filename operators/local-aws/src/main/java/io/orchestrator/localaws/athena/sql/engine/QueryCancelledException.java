package io.orchestrator.localaws.athena.sql.engine;

/** The query was ended from outside. */
public final class QueryCancelledException extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
