/**
 * Kills the parts of a throw-away installation while it works, at random or in turn, and judges
 * afterwards what its audit log, its tasks' own words and its task logs say.
 */
@NullMarked
package io.orchestrator.web.bench.chaos;

import org.jspecify.annotations.NullMarked;
