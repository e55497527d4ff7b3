/** The start page, and the files that do not load. */
@NullMarked
package io.orchestrator.web.ui.now;

import org.jspecify.annotations.NullMarked;
