@NullMarked
package io.orchestrator.web.security;

import org.jspecify.annotations.NullMarked;
