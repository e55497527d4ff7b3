package io.orchestrator.operators.amazon;

import java.util.Optional;
import software.amazon.awssdk.services.athena.AthenaClient;

/**
 * Athena as one connection reaches it.
 *
 * @param consoleRegion region of the web console that shows its queries; empty when the endpoint is
 *     not AWS's own
 */
record AthenaSite(AthenaClient client, Optional<String> consoleRegion) {

  /** The page of a query in AWS's console. */
  Optional<String> consoleLink(String queryId) {
    return consoleRegion.map(
        region ->
            "https://"
                + region
                + ".console.aws.amazon.com/athena/home?region="
                + region
                + "#/query-editor/history/"
                + queryId);
  }
}
