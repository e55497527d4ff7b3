package io.orchestrator.localaws.athena;

/** The one key pair that is known here. */
public record Keys(String accessKey, String secretKey) {
  @Override
  public String toString() {
    return "Keys[" + accessKey + "]";
  }
}
