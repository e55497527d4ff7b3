/** Tests of what admins manage on a real server. */
@NullMarked
package io.orchestrator.store.jpa;

import org.jspecify.annotations.NullMarked;
