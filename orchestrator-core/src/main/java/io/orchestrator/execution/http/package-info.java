/** The task execution API over HTTP: the messages both ends share, and the worker's end. */
@NullMarked
package io.orchestrator.execution.http;

import org.jspecify.annotations.NullMarked;
