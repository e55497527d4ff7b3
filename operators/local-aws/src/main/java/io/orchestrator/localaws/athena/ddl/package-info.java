/** Hive's data definition language, as Athena accepts it. */
@NullMarked
package io.orchestrator.localaws.athena.ddl;

import org.jspecify.annotations.NullMarked;
