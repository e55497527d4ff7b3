/** Tests of the S3 and Athena operators. */
@NullMarked
package io.orchestrator.operators.amazon;

import org.jspecify.annotations.NullMarked;
