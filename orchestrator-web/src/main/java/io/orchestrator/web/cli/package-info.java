/** The command line: one class per verb. Client verbs talk to the running server over REST. */
@NullMarked
package io.orchestrator.web.cli;

import org.jspecify.annotations.NullMarked;
