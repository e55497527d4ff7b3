/**
 * Refusals as programs read them: one shape and one content type, whoever refuses: a controller,
 * the login, the web framework or the container.
 */
@NullMarked
package io.orchestrator.web.refusal;

import org.jspecify.annotations.NullMarked;
