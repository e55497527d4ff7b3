/**
 * What the server and the definition process tell each other: a file's code one way, its models and
 * what is wrong with it the other way, a line of JSON each.
 */
@NullMarked
package io.orchestrator.loader.protocol;

import org.jspecify.annotations.NullMarked;
