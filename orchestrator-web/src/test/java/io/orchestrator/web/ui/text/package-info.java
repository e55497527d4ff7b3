/** Tests of the words of pages. */
@NullMarked
package io.orchestrator.web.ui.text;

import org.jspecify.annotations.NullMarked;
