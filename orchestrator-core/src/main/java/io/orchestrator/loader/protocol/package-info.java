/**
 * What the server and the definition process tell each other: a file's code in one direction, its
 * models and what is wrong with it in the other, one line of JSON each.
 */
@NullMarked
package io.orchestrator.loader.protocol;

import org.jspecify.annotations.NullMarked;
