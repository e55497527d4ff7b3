/** The SPI for providers: what an operator, a sensor and a task body may know and answer. */
@NullMarked
package io.orchestrator.operator;

import org.jspecify.annotations.NullMarked;
