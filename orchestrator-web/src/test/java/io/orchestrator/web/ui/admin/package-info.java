/** Tests of the pages for pools, variables and connections. */
@NullMarked
package io.orchestrator.web.ui.admin;

import org.jspecify.annotations.NullMarked;
