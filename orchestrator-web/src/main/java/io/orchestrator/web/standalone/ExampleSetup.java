package io.orchestrator.web.standalone;

import io.orchestrator.administration.Variable;
import io.orchestrator.connection.Connection;
import io.orchestrator.store.Administration;
import io.orchestrator.store.ManagedStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;

/** Gives the example DAGs what they need on a laptop: keys, a variable, files in a folder. */
final class ExampleSetup {
  private static final String MANAGED =
      "Local S3 and Athena of this standalone; renewed at each start";
  private static final String ACTOR = "standalone";
  private static final String AWS = "aws_default";
  private static final String LANDING = "flights_landing";
  private static final List<String> FLIGHT_FILES =
      Stream.concat(
              IntStream.rangeClosed(1, 7).mapToObj(d -> "flights-2001-01-0" + d + ".csv.gz"),
              Stream.of("airports.csv"))
          .toList();

  private static final List<String> EVENT_DAYS =
      List.of(
          "2010-01-03",
          "2010-01-04",
          "2010-01-08",
          "2010-01-12",
          "2010-01-15",
          "2010-01-25",
          "2010-02-03",
          "2010-02-12",
          "2010-02-18",
          "2010-02-27",
          "2010-03-16",
          "2010-03-26");

  private final Administration administration;

  ExampleSetup(ApplicationContext server) {
    this.administration = server.getBean(Administration.class);
  }

  /** Points {@code aws_default} to local AWS, unless somebody has changed that connection. */
  void localAwsConnection(String s3, String athena, String region, LocalAwsKeys keys) {
    ManagedStore<Connection> connections = administration.connections();
    boolean ours = connections.find(AWS).map(c -> MANAGED.equals(c.description())).orElse(true);
    if (ours) {
      Map<String, Object> services =
          Map.of("s3", Map.of("endpoint_url", s3), "athena", Map.of("endpoint_url", athena));
      connections.save(
          Connection.of(AWS, "aws")
              .withDescription(MANAGED)
              .withCredentials(keys.accessKey(), keys.secretKey())
              .withExtra(Map.of("region_name", region, "service_config", services)),
          ACTOR);
    }
  }

  /** Lays the seven days of flights into the landing folder and names it by a variable, once. */
  void flights(Path landing) {
    if (administration.variables().find(LANDING).isPresent()) {
      return;
    }
    try {
      Files.createDirectories(landing);
      for (String file : FLIGHT_FILES) {
        copy("/flights/" + file, landing.resolve(file));
      }
    } catch (IOException e) {
      throw new StartFailure(
          "The example data could not be written to " + landing + ".",
          "Free some space or start with --no-examples.",
          e);
    }
    administration
        .variables()
        .create(
            new Variable(
                LANDING,
                landing.toString(),
                "Folder or s3:// prefix where flights-DATE.csv.gz arrive"),
            ACTOR);
  }

  /** Puts the twelve days of events into the local store, as files of its folder. */
  static void events(Path store) throws IOException {
    for (String day : EVENT_DAYS) {
      String[] parts = day.split("-", 3);
      Path target =
          store.resolve(
              "datacenternotes-athena/data/year=%s/month=%s/day=%s/data.csv"
                  .formatted(parts[0], parts[1], parts[2]));
      if (!Files.exists(target)) {
        Files.createDirectories(target.getParent());
        copy("/events/" + day + ".csv", target);
      }
    }
  }

  private static void copy(String resource, Path target) throws IOException {
    if (!Files.exists(target)) {
      try (InputStream data =
          Objects.requireNonNull(ExampleSetup.class.getResourceAsStream(resource), resource)) {
        Files.copy(data, target);
      }
    }
  }
}
