package io.orchestrator.dag;

/**
 * What a DAG file contains: public classes that implement this and have a public constructor
 * without parameters. {@code define} must be quick and always answer the same: no network, no
 * clock, no random numbers.
 */
@FunctionalInterface
public interface DagDefinition {
  Dag define();
}
