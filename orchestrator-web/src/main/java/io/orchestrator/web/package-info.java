/** The application: REST, UI, CLI, configuration, main class. */
@NullMarked
package io.orchestrator.web;

import org.jspecify.annotations.NullMarked;
