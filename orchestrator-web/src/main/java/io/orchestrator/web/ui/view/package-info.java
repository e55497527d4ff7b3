/** What the templates see: texts, addresses and numbers, ready to print. No domain objects. */
@NullMarked
package io.orchestrator.web.ui.view;

import org.jspecify.annotations.NullMarked;
