package io.orchestrator.connection;

/**
 * Encrypts what is kept secret at rest. A sealed text opens only with the context it was sealed
 * with, so it cannot be moved to another row.
 */
public interface SecretBox {
  /** Encrypts; every call gives a different text. */
  String seal(String plain, String context);

  /**
   * Decrypts.
   *
   * @throws SecretUnreadableException when the text was not sealed with this key and context
   */
  String open(String sealed, String context);

  /** A secret was sealed with another key, for another place, or was damaged. */
  final class SecretUnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SecretUnreadableException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
