/** Pages while others commit. */
@NullMarked
package io.orchestrator.web.moment;

import org.jspecify.annotations.NullMarked;
