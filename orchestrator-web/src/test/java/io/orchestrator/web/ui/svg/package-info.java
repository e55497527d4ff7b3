/** Tests of the drawings. */
@NullMarked
package io.orchestrator.web.ui.svg;

import org.jspecify.annotations.NullMarked;
