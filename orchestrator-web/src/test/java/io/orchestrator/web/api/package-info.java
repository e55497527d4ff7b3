/** Tests of the REST API over HTTP, on the fixtures of the pages. */
@org.jspecify.annotations.NullMarked
package io.orchestrator.web.api;
