/** Tests of the test kit, written as its users would. */
@NullMarked
package io.orchestrator.testing;

import org.jspecify.annotations.NullMarked;
