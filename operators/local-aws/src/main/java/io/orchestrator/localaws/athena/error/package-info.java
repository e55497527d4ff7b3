/** Why a request is refused or a query fails, in Athena's words. */
@NullMarked
package io.orchestrator.localaws.athena.error;

import org.jspecify.annotations.NullMarked;
