package io.orchestrator.localaws.athena.error;

/** A query that ended FAILED; the message is its state change reason, worded as Athena words it. */
public final class QueryFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public QueryFailedException(String reason) {
    super(reason);
  }

  public QueryFailedException(String reason, Throwable cause) {
    super(reason, cause);
  }

  /** A failure with a place in the statement, counted from 1. */
  public static QueryFailedException at(String code, int line, int column, String message) {
    return new QueryFailedException(code + ": line " + line + ":" + column + ": " + message);
  }

  /** A failure of Hive's data definition part. */
  public static QueryFailedException ddl(String exception, String message) {
    return new QueryFailedException(
        ("FAILED: Execution Error, return code 1 from"
                + " org.apache.hadoop.hive.ql.exec.DDLTask. %s(message:%s)")
            .formatted(exception, message));
  }

  /** A Hive statement about a table that is not there. */
  public static QueryFailedException noTable(String name) {
    return new QueryFailedException(
        "FAILED: SemanticException [Error 10001]: Table not found " + name);
  }

  /** A Hive statement about a database that is not there. */
  public static QueryFailedException noDatabase(String name) {
    return new QueryFailedException(
        "FAILED: SemanticException [Error 10072]: Database does not exist: " + name);
  }
}
