/** The rules of the house for the application. */
@NullMarked
package io.orchestrator.web;

import org.jspecify.annotations.NullMarked;
