package io.orchestrator.web.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The key pair of local AWS, kept in the form of an AWS credentials file. */
record LocalAwsKeys(String accessKey, String secretKey) {
  private static final String ACCESS = "aws_access_key_id = ";
  private static final String SECRET = "aws_secret_access_key = ";

  static LocalAwsKeys readOrCreate(Path file) {
    try {
      if (!Files.exists(file)) {
        String secret = SecretFile.readOrCreate(file.resolveSibling("local-aws-secret"), 30);
        Files.writeString(file, "");
        OrchestratorHome.ownerOnly(file, "rw-------");
        Files.writeString(file, "[default]\n" + ACCESS + "local\n" + SECRET + secret + "\n");
      }
      List<String> lines = Files.readAllLines(file);
      return new LocalAwsKeys(value(lines, ACCESS), value(lines, SECRET));
    } catch (IOException e) {
      throw new StartFailure(
          "The key file " + file + " can neither be read nor made.",
          "Give this user the right to read and write it.",
          e);
    }
  }

  private static String value(List<String> lines, String name) throws IOException {
    return lines.stream()
        .filter(l -> l.startsWith(name))
        .map(l -> l.substring(name.length()).strip())
        .findFirst()
        .orElseThrow(() -> new IOException("no line " + name));
  }

  /** Never shows the secret. */
  @Override
  public String toString() {
    return "LocalAwsKeys[" + accessKey + "]";
  }
}
