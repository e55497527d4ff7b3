/** Databases, tables and partitions, kept in files. */
@NullMarked
package io.orchestrator.localaws.athena.catalog;

import org.jspecify.annotations.NullMarked;
