/** What pages and REST read alike when somebody changes what admins manage. */
@NullMarked
package io.orchestrator.web.administration;

import org.jspecify.annotations.NullMarked;
