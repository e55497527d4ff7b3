package io.orchestrator.execution;

import io.orchestrator.connection.Signer;
import java.util.Optional;
import java.util.UUID;

/**
 * Attempt tokens on the wire: {@code <instance>.<epoch>.<signature>}. Signed with the server's
 * secret, so that knowing ids from pages or logs opens nothing.
 */
public final class AttemptTokens {
  private static final int WHOLE = 43;
  private final Signer signer;

  /**
   * @param secret at least 32 characters
   */
  public AttemptTokens(String secret) {
    this.signer = new Signer("attempt", secret, WHOLE);
  }

  public String sign(AttemptToken token) {
    String subject = token.taskInstanceId() + "." + token.epoch();
    return subject + "." + signer.sign(subject);
  }

  /** The token, when the signature is ours. */
  public Optional<AttemptToken> verify(String wire) {
    int dot = wire.lastIndexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    String subject = wire.substring(0, dot);
    if (!signer.signed(subject, wire.substring(dot + 1))) {
      return Optional.empty();
    }
    String[] ids = subject.split("\\.", -1);
    return Optional.of(new AttemptToken(UUID.fromString(ids[0]), UUID.fromString(ids[1])));
  }
}
