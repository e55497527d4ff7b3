/** Tests of the DSL and its messages. */
@NullMarked
package io.orchestrator.dag;

import org.jspecify.annotations.NullMarked;
