/** Tests of the example DAGs, written as a user would write them. */
@NullMarked
package io.orchestrator.examples;

import org.jspecify.annotations.NullMarked;
