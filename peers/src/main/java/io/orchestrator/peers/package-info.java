/**
 * Other engines on the same database, doing what the product's benchmark does: durable steps in
 * sequence, and many short sequences at once. No part of the product.
 */
@NullMarked
package io.orchestrator.peers;

import org.jspecify.annotations.NullMarked;
