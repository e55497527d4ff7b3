/** Tests of throw-away installations and of how they are looked at. */
@NullMarked
package io.orchestrator.web.bench.installation;

import org.jspecify.annotations.NullMarked;
