/** Tests of DAGs as data. */
@NullMarked
package io.orchestrator.model;

import org.jspecify.annotations.NullMarked;
