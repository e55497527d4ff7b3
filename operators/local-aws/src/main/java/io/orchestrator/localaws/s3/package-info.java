/** The S3 server over a folder. */
@NullMarked
package io.orchestrator.localaws.s3;

import org.jspecify.annotations.NullMarked;
