/** Quartz as the alarm clock. The only package that knows Quartz; it decides nothing. */
@NullMarked
package io.orchestrator.wakeup.quartz;

import org.jspecify.annotations.NullMarked;
