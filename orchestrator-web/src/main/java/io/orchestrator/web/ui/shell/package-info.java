/**
 * What surrounds every page: frame, login, time zone and colours of the browser, the one snapshot
 * that a page is read in, and the stream of live changes. It knows no page.
 */
@NullMarked
package io.orchestrator.web.ui.shell;

import org.jspecify.annotations.NullMarked;
