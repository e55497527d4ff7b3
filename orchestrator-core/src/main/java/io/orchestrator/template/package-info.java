/**
 * Jinja templates with Airflow's names and results, sandboxed; the only package that knows Jinjava.
 */
@NullMarked
package io.orchestrator.template;

import org.jspecify.annotations.NullMarked;
