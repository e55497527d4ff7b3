/** Bash, HTTP, empty: the operators every installation has. */
@NullMarked
package io.orchestrator.operators.standard;

import org.jspecify.annotations.NullMarked;
