/** What pages and REST have to read by the same rule. */
@NullMarked
package io.orchestrator.web.reading;

import org.jspecify.annotations.NullMarked;
