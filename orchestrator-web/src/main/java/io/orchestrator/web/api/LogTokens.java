package io.orchestrator.web.api;

import io.orchestrator.connection.Signer;
import io.orchestrator.tasklog.TaskLogKey;
import io.orchestrator.web.config.OrchestratorSettings;
import org.springframework.stereotype.Component;

/** Places in a log as clients carry them: signed, and valid for that log only. */
@Component
final class LogTokens {
  private static final int SIGNATURE = 22;
  private final Signer signer;

  LogTokens(OrchestratorSettings settings) {
    this.signer = new Signer("log-tokens", settings.security().secretKey(), SIGNATURE);
  }

  String seal(TaskLogKey log, String cursor) {
    return signer.sign(text(log, cursor)) + cursor;
  }

  /**
   * @throws ApiException 400 when this server did not make the token, or made it for another log
   */
  String open(TaskLogKey log, String token) {
    if (token.length() > SIGNATURE) {
      String cursor = token.substring(SIGNATURE);
      if (signer.signed(text(log, cursor), token.substring(0, SIGNATURE))) {
        return cursor;
      }
    }
    throw ApiException.badRequest(
        "bad_token", "The token is not one this log gave. Leave it out to read from the start.");
  }

  private static String text(TaskLogKey log, String cursor) {
    return log.path() + "\n" + cursor;
  }
}
