/**
 * The pages of what admins manage: one controller and one form for all kinds, and for each kind
 * what is particular about it. What may be saved is said by the values themselves.
 */
@NullMarked
package io.orchestrator.web.ui.admin;

import org.jspecify.annotations.NullMarked;
