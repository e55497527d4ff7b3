/** The bodies of the REST API, in Airflow's field names. Every declared field is always present. */
@NullMarked
package io.orchestrator.web.api.body;

import org.jspecify.annotations.NullMarked;
