/** Documents are compared with the code they are about. */
@NullMarked
package io.orchestrator.docs;

import org.jspecify.annotations.NullMarked;
