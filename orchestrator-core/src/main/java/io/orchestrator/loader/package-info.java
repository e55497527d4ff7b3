/** DAG bundles: folders of plain Java files and jars become DAG versions or import problems. */
@NullMarked
package io.orchestrator.loader;

import org.jspecify.annotations.NullMarked;
