/**
 * DAGs as data: what a definition leaves behind and the server plans from. It is made by the DSL in
 * a process that runs user code, stored as JSON, and read here by everybody else; it holds no
 * object of a user's and knows nothing but timetables.
 */
@NullMarked
package io.orchestrator.model;

import org.jspecify.annotations.NullMarked;
