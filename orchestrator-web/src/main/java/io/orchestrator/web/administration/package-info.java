/**
 * Changes of what admins manage, each with its row in the audit log: for the pages and for REST.
 */
@NullMarked
package io.orchestrator.web.administration;

import org.jspecify.annotations.NullMarked;
