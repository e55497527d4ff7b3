/** A loopback S3 server and Athena endpoint for standalone and tests. */
@NullMarked
package io.orchestrator.localaws;

import org.jspecify.annotations.NullMarked;
