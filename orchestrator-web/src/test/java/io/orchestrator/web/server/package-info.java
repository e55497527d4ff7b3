@NullMarked
package io.orchestrator.web.server;

import org.jspecify.annotations.NullMarked;
