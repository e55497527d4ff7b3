/** S3 and Athena operators and the S3 task log handler. */
@NullMarked
package io.orchestrator.operators.amazon;

import org.jspecify.annotations.NullMarked;
