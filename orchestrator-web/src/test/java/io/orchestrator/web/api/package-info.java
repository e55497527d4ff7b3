/** Tests of the REST API over HTTP, on the fixtures of the pages. */
@NullMarked
package io.orchestrator.web.api;

import org.jspecify.annotations.NullMarked;
