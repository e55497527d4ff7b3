/**
 * One command on a laptop: starts and supervises PostgreSQL, local AWS, the server and a worker.
 */
@NullMarked
package io.orchestrator.web.standalone;

import org.jspecify.annotations.NullMarked;
