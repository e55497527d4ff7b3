package io.orchestrator.localaws.athena.error;

/** A refusal that the caller sees as the AWS error of this name. */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int CLIENT = 400;

  private final int status;
  private final String type;
  private final String athenaCode;

  private ApiException(int status, String type, String message, String athenaCode) {
    super(message);
    this.status = status;
    this.type = type;
    this.athenaCode = athenaCode;
  }

  /** The caller's fault, by AWS's name for it. */
  public static ApiException client(String type, String message) {
    return new ApiException(CLIENT, type, message, "");
  }

  /** Athena's usual refusal. */
  public static ApiException invalid(String message) {
    return new ApiException(CLIENT, "InvalidRequestException", message, "INVALID_INPUT");
  }

  /** A statement that cannot be read. */
  public static ApiException malformed(String message) {
    return new ApiException(CLIENT, "InvalidRequestException", message, "MALFORMED_QUERY");
  }

  public int status() {
    return status;
  }

  public String type() {
    return type;
  }

  public String athenaCode() {
    return athenaCode;
  }
}
