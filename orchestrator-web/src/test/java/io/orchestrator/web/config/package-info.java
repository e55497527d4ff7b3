/** Settings and the page that documents them. */
@NullMarked
package io.orchestrator.web.config;

import org.jspecify.annotations.NullMarked;
