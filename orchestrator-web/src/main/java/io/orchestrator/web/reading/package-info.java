/** What the pages and REST must read by the same rule. */
@NullMarked
package io.orchestrator.web.reading;

import org.jspecify.annotations.NullMarked;
