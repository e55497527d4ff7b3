/**
 * Airflow's REST API v2: its paths, its shapes, its errors. Controllers answer body records only.
 */
@NullMarked
package io.orchestrator.web.api;

import org.jspecify.annotations.NullMarked;
