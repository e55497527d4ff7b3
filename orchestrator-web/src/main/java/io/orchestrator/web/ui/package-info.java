/** The web pages: controllers that take ports and answer view records. */
@NullMarked
package io.orchestrator.web.ui;

import org.jspecify.annotations.NullMarked;
