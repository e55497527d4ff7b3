/** Tests of loading: real child JVMs, real files, real compilers. */
@NullMarked
package io.orchestrator.loader;

import org.jspecify.annotations.NullMarked;
