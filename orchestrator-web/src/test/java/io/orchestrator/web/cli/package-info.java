/** Tests of the command line: in this process, against a server that says what it is told to. */
@NullMarked
package io.orchestrator.web.cli;

import org.jspecify.annotations.NullMarked;
