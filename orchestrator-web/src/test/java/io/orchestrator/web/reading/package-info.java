@NullMarked
package io.orchestrator.web.reading;

import org.jspecify.annotations.NullMarked;
