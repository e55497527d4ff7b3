/** DagTester and settable time: shipped, for users too. */
@NullMarked
package io.orchestrator.testing;

import org.jspecify.annotations.NullMarked;
