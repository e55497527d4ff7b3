/** Tests of the templates. */
@NullMarked
package io.orchestrator.template;

import org.jspecify.annotations.NullMarked;
