/** Who may do what: sessions for the UI, bearer tokens for the API, tokens for workers. */
@NullMarked
package io.orchestrator.web.security;

import org.jspecify.annotations.NullMarked;
