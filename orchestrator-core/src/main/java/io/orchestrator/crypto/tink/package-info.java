/** Secrets at rest, sealed with Tink. */
@NullMarked
package io.orchestrator.crypto.tink;

import org.jspecify.annotations.NullMarked;
