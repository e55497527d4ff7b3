/** Tests of compiling and loading users' code. */
@NullMarked
package io.orchestrator.code;

import org.jspecify.annotations.NullMarked;
