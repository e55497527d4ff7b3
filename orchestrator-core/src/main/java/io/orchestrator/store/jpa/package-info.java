/** What admins manage, kept by JPA: the one place that knows it. */
@NullMarked
package io.orchestrator.store.jpa;

import org.jspecify.annotations.NullMarked;
