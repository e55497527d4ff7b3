/** Tests of the pages, rendered whole, and the fixture they share. */
@NullMarked
package io.orchestrator.web.ui;

import org.jspecify.annotations.NullMarked;
