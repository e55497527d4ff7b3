/** Builders and fixtures shared by the tests of all modules. */
@NullMarked
package io.orchestrator.testkit;

import org.jspecify.annotations.NullMarked;
