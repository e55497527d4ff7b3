/** Tests of the command line: in this process, against a server that answers as the test wants. */
@NullMarked
package io.orchestrator.web.cli;

import org.jspecify.annotations.NullMarked;
