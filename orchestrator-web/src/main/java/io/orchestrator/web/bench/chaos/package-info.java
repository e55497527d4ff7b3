/**
 * Kills the parts of a throw-away installation at random while it works, and judges afterwards what
 * its audit log, its tasks' own words and its task logs say.
 */
@NullMarked
package io.orchestrator.web.bench.chaos;

import org.jspecify.annotations.NullMarked;
