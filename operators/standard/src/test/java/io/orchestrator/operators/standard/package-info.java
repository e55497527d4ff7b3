/** Tests of the standard operators. */
@NullMarked
package io.orchestrator.operators.standard;

import org.jspecify.annotations.NullMarked;
