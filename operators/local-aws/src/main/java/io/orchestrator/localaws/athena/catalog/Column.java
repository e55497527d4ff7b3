package io.orchestrator.localaws.athena.catalog;

/**
 * A column as it was declared.
 *
 * @param name lower case
 * @param type Hive's name of the type, lower case
 * @param comment empty when there is none
 */
public record Column(String name, String type, String comment) {
  public Column(String name, String type) {
    this(name, type, "");
  }
}
