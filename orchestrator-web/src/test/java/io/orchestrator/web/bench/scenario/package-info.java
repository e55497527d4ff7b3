/** Tests of what is made of the marks of tasks. */
@NullMarked
package io.orchestrator.web.bench.scenario;

import org.jspecify.annotations.NullMarked;
