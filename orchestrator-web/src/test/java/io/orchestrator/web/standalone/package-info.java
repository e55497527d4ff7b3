/** Tests of the standalone without starting it. */
@NullMarked
package io.orchestrator.web.standalone;

import org.jspecify.annotations.NullMarked;
