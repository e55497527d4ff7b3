package io.orchestrator.localaws.athena.catalog;

/** How the objects of a table are read; a view has none. */
public enum TableFormat {
  DELIMITED,
  OPEN_CSV,
  JSON,
  PARQUET,
  VIEW
}
