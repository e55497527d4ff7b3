/** The DSL, its immutable model and the compiled graph. Knows nothing of scheduling or storage. */
@NullMarked
package io.orchestrator.dag;

import org.jspecify.annotations.NullMarked;
