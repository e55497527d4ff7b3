/**
 * What admins manage, as values that say what is wrong with them: pools, variables, users, and the
 * rules of names and lengths that connections keep as well. It knows neither store nor web.
 */
@NullMarked
package io.orchestrator.administration;

import org.jspecify.annotations.NullMarked;
