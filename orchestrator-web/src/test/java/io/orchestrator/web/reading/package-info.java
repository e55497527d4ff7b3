/** Tests of what pages and REST read by the same rule. */
@NullMarked
package io.orchestrator.web.reading;

import org.jspecify.annotations.NullMarked;
