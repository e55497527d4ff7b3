/** The plan of the house as tests: {@code ArchitectureTest} and its rules. */
@NullMarked
package io.orchestrator;

import org.jspecify.annotations.NullMarked;
