/** Tests of the worker's end of the task execution API, over real HTTP. */
@NullMarked
package io.orchestrator.execution.http;

import org.jspecify.annotations.NullMarked;
