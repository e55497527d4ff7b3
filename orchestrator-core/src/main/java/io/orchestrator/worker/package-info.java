/** The worker: a light process without Spring that claims attempts, runs them and reports. */
@NullMarked
package io.orchestrator.worker;

import org.jspecify.annotations.NullMarked;
