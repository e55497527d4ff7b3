/** Tests of the DSL, its model and its messages. */
@NullMarked
package io.orchestrator.dag;

import org.jspecify.annotations.NullMarked;
