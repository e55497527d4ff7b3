/** Settings: every key with its type and default, from file, environment or command line. */
@NullMarked
package io.orchestrator.web.config;

import org.jspecify.annotations.NullMarked;
