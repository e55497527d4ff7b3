/** The Athena protocol: requests, signatures, answers and errors. */
@NullMarked
package io.orchestrator.localaws.athena;

import org.jspecify.annotations.NullMarked;
