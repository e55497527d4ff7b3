/** The whole product as a user starts it: real processes, PostgreSQL, S3, Athena, browser. */
@NullMarked
package io.orchestrator.web.product;

import org.jspecify.annotations.NullMarked;
