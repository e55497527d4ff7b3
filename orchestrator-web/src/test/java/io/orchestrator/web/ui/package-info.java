@NullMarked
package io.orchestrator.web.ui;

import org.jspecify.annotations.NullMarked;
