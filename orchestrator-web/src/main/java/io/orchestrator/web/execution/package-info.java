/** The task execution API over HTTP: what workers call, and the streams that they keep. */
@NullMarked
package io.orchestrator.web.execution;

import org.jspecify.annotations.NullMarked;
