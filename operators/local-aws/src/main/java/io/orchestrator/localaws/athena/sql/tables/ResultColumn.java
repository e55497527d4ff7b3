package io.orchestrator.localaws.athena.sql.tables;

/**
 * A column of a result.
 *
 * @param type Athena's name of the type
 */
public record ResultColumn(String name, String type) {}
