/** Tests of the rules that what admins manage keeps. */
@NullMarked
package io.orchestrator.administration;

import org.jspecify.annotations.NullMarked;
