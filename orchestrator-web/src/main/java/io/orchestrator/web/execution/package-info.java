/** The task execution API over HTTP: what workers call. */
@NullMarked
package io.orchestrator.web.execution;

import org.jspecify.annotations.NullMarked;
