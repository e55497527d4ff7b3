/**
 * A throw-away installation of any build of the product: its database, server and workers as
 * processes of their own, driven through the doors that users have, and what their processes and
 * the database have spent.
 */
@NullMarked
package io.orchestrator.web.bench.installation;

import org.jspecify.annotations.NullMarked;
