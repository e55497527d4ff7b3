/** DagTester and a clock that tests set: shipped, because users test their DAGs with them. */
@NullMarked
package io.orchestrator.testing;

import org.jspecify.annotations.NullMarked;
