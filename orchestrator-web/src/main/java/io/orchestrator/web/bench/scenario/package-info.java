/** What is measured: the DAGs of each scenario, what is done with them and what is counted. */
@NullMarked
package io.orchestrator.web.bench.scenario;

import org.jspecify.annotations.NullMarked;
