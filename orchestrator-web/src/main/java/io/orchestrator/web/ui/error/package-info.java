/** The pages that say what went wrong. */
@NullMarked
package io.orchestrator.web.ui.error;

import org.jspecify.annotations.NullMarked;
