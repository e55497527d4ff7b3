/** Tests of sealing. */
@NullMarked
package io.orchestrator.crypto.tink;

import org.jspecify.annotations.NullMarked;
