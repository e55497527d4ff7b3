/**
 * DAG bundles: folders of plain Java files and jars become DAG versions or import problems. The
 * server's half; what defines the DAGs is a process of its own, reached through the protocol.
 */
@NullMarked
package io.orchestrator.loader;

import org.jspecify.annotations.NullMarked;
