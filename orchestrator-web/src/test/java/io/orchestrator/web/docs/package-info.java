/** Tests that README and docs say what is there: links, commands, options and code. */
@NullMarked
package io.orchestrator.web.docs;

import org.jspecify.annotations.NullMarked;
