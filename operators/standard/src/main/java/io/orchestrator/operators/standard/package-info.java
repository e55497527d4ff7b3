/** The operators and sensors that every installation has: Bash, HTTP, files. */
@NullMarked
package io.orchestrator.operators.standard;

import org.jspecify.annotations.NullMarked;
