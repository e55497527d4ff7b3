#!/usr/bin/env bash
# AWS SDK for Java 2.41.24 (s3, url-connection-client), on Java 17 or newer.
#
# Behaviour: the upload of an object without content to an endpoint without TLS has a body of 86 bytes (the signed last chunk of
# "aws-chunked"), although checksums are asked for only when required. A server that refuses by the headers alone and closes
# the connection can so cut the client off while it still writes, and its words are lost; the object is empty, and still there is
# something to cut off. With chunkedEncodingEnabled(false) the same upload has no body.
#
# Output seen: chunked=true decoded=0 sent=86 and chunked=false decoded=none sent=0
set -euo pipefail
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat > "$work/pom.xml" <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>software.amazon.awssdk</groupId><artifactId>s3</artifactId><version>2.41.24</version></dependency>
    <dependency><groupId>software.amazon.awssdk</groupId><artifactId>url-connection-client</artifactId><version>2.41.24</version></dependency>
  </dependencies>
</project>
POM

cat > "$work/Finding.java" <<'JAVA'
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

public class Finding {
  public static void main(String[] args) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String decoded = exchange.getRequestHeaders().getFirst("x-amz-decoded-content-length");
          int sent = exchange.getRequestBody().readAllBytes().length;
          System.out.println("decoded=" + (decoded == null ? "none" : decoded) + " sent=" + sent);
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    for (boolean chunked : new boolean[] {true, false}) {
      System.out.print("chunked=" + chunked + " ");
      try (S3Client s3 =
          S3Client.builder()
              .region(Region.US_EAST_1)
              .credentialsProvider(
                  StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
              .httpClient(UrlConnectionHttpClient.create())
              .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
              .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
              .forcePathStyle(true)
              .serviceConfiguration(c -> c.chunkedEncodingEnabled(chunked))
              .build()) {
        s3.putObject(b -> b.bucket("bucket").key("empty"), RequestBody.empty());
      }
    }
    server.stop(0);
  }
}
JAVA

"$here/../mvnw" -q -f "$work/pom.xml" dependency:copy-dependencies -DoutputDirectory="$work/lib" >&2
java -cp "$work/lib/*" "$work/Finding.java" 2>/dev/null > "$work/seen"
cat "$work/seen"
diff "$work/seen" - <<'SEEN'
chunked=true decoded=0 sent=86
chunked=false decoded=none sent=0
SEEN
