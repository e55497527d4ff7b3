package io.orchestrator.operators.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.execution.FinishReport;
import io.orchestrator.execution.FinishReport.End;
import io.orchestrator.localaws.LocalAws;
import io.orchestrator.operator.Operator;
import io.orchestrator.operator.TaskContext;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;

class S3OperatorsIT {
  private static LocalAws aws;
  private static Path store;
  private final Path folder;

  S3OperatorsIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void startAws(@TempDir Path home) throws IOException {
    aws = LocalAws.start(home);
    store = home.resolve("s3");
  }

  @AfterAll
  static void stopAws() throws IOException {
    aws.close();
  }

  @BeforeEach
  void makeBucket() {
    task(S3.createBucket("data")).result();
  }

  @AfterEach
  void removeBuckets() {
    for (String prefix : List.of("in", "out", "a", "x", "b", "2010", "reports", "results")) {
      task(S3.delete("s3://data/" + prefix)).run();
    }
    task(S3.deleteBucket("data")).result();
    task(S3.deleteBucket("other")).result();
  }

  @Test
  void aBucketIsMadeOnceAndMakingItAgainIsFine() {
    assertThat(task(S3.createBucket("other")).result().asBoolean()).isTrue();
    assertThat(task(S3.createBucket("other")).result().asBoolean()).isFalse();
  }

  @Test
  void aDeletedBucketMayBeDeletedAgain() {
    task(S3.deleteBucket("data")).result();
    task(S3.deleteBucket("data")).result();

    FinishReport put = task(S3.put("s3://data/a", "x")).run();
    assertThat(put.end()).isEqualTo(End.FAILED);
  }

  @Test
  void aBucketWithObjectsIsNotDeleted() {
    task(S3.put("s3://data/a", "x")).result();

    assertThat(task(S3.deleteBucket("data")).run().end()).isEqualTo(End.FAILED);
    assertThat(task(S3.list("s3://data/")).result().toString()).isEqualTo("[\"a\"]");
  }

  @Test
  void textsArePutCopiedListedAndDeletedByPrefix() {
    assertThat(task(S3.put("s3://data/in/{{ ds }}.txt", "día {{ ds }}")).result().asString())
        .isEqualTo("s3://data/in/2010-01-04.txt");
    task(S3.copy("s3://data/in/{{ ds }}.txt", "s3://data/out/b.txt")).result();
    task(S3.copy("s3://data/in/{{ ds }}.txt", "s3://data/out/a.txt")).result();

    assertThat(task(S3.list("s3://data/out/")).result().toString())
        .isEqualTo("[\"out/a.txt\",\"out/b.txt\"]");
    assertThat(task(S3.delete("s3://data/out/")).result().asInt()).isEqualTo(2);
    assertThat(task(S3.delete("s3://data/out/")).result().asInt()).isZero();
    assertThat(task(S3.list("s3://data/")).result().toString())
        .isEqualTo("[\"in/2010-01-04.txt\"]");
  }

  @Test
  void deletingAWholeBucketsContentIsRefused() {
    assertThat(task(S3.delete("s3://data")).run().end()).isEqualTo(End.FAILED_FINALLY);
  }

  @Test
  void aLocalFileGoesUpAndComesBack() throws IOException {
    Path file = Files.write(folder.resolve("up.bin"), new byte[] {0, 1, -1, 10});
    Path back = folder.resolve("deep/down.bin");

    task(S3.upload(file.toString(), "s3://data/x.bin")).result();
    task(S3.download("s3://data/x.bin", back.toString())).result();

    assertThat(back).hasSameBinaryContentAs(file);
    assertThat(back.getParent()).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void aFailedDownloadLeavesTheOldFileAlone() throws IOException {
    Path back = Files.writeString(folder.resolve("down.bin"), "old");

    assertThat(task(S3.download("s3://data/none", back.toString())).run().end())
        .isEqualTo(End.FAILED);

    assertThat(back).hasContent("old");
  }

  @Test
  void aKeySensorIsReadyWhenTheObjectIsThere() {
    OneTask sensor =
        reach(
            new OneTask(
                "wait",
                d ->
                    d.sensor("wait", S3KeySensor.of("s3://data/{{ ds }}.csv"))
                        .pokeInterval(Duration.ofSeconds(5))));

    FinishReport first = sensor.run();
    task(S3.put("s3://data/2010-01-04.csv", "x")).result();

    assertThat(first.end()).isEqualTo(End.NOT_READY);
    assertThat(first.delay()).isEqualTo(Duration.ofSeconds(5));
    assertThat(sensor.text())
        .contains("there is no object s3://data/2010-01-04.csv at " + aws.s3Endpoint() + " yet");
    assertThat(sensor.result().asString()).isEqualTo("s3://data/2010-01-04.csv");
  }

  @Test
  void aKeySensorWithWildcardsWaitsForAnyKeyThatFits() {
    OneTask sensor =
        reach(
            new OneTask(
                "wait",
                d ->
                    d.sensor(
                        "wait", S3KeySensor.of("s3://data/in/{{ ds }}*.csv").wildcardMatch())));
    task(S3.put("s3://data/in/2010-01-04.txt", "x")).result();

    assertThat(sensor.run().end()).isEqualTo(End.NOT_READY);
    assertThat(sensor.text())
        .contains("no object fits s3://data/in/2010-01-04*.csv at " + aws.s3Endpoint() + " yet");
    task(S3.put("s3://data/in/2010-01-04/part-2.csv", "x")).result();
    task(S3.put("s3://data/in/2010-01-04/part-1.csv", "x")).result();
    assertThat(sensor.result().asString()).isEqualTo("s3://data/in/2010-01-04/part-1.csv");
  }

  @Test
  void aWildcardInAMissingBucketIsAnErrorAndNotAMissingObject() {
    FinishReport report =
        reach(
                new OneTask(
                    "wait",
                    d -> d.sensor("wait", S3KeySensor.of("s3://nowhere/a*").wildcardMatch())))
            .run();

    assertThat(report.end()).isEqualTo(End.FAILED);
    assertThat(report.reason()).contains("There is no bucket nowhere at " + aws.s3Endpoint());
  }

  @Test
  void whateverFailsNamesBucketKeyAndEndpoint() {
    String at = " at " + aws.s3Endpoint();
    List<Operator<?>> failing =
        List.of(
            S3.put("s3://nowhere/in/a", "x"),
            S3.copy("s3://data/in/a", "s3://data/in/b"),
            S3.list("s3://nowhere/in/a"),
            S3.delete("s3://nowhere/in/a"),
            S3.upload("/etc/hostname", "s3://nowhere/in/a"),
            S3.download("s3://data/in/a", folder.resolve("a").toString()),
            new InCode());
    for (Operator<?> operator : failing) {
      FinishReport report = task(operator).run();

      assertThat(report.end()).isEqualTo(End.FAILED);
      assertThat(report.reason())
          .as(operator.operatorName())
          .containsPattern("s3://(nowhere|data)/in/[ab]" + Pattern.quote(at));
    }
  }

  /** Code of a task with a client of ours. */
  private static final class InCode implements Operator<Void> {
    @Override
    public Void execute(TaskContext context) {
      throw failure(Aws.s3(context));
    }

    private static RuntimeException failure(S3Client s3) {
      s3.getObjectAsBytes(b -> b.bucket("data").key("in/a"));
      throw new AssertionError("it was there");
    }
  }

  @Test
  void anUnreachableStoreIsNamedToo() {
    URI nobody = URI.create("http://127.0.0.1:1");
    FinishReport report =
        new OneTask("it", d -> d.task("it", S3.put("s3://data/in/a", "x")))
            .aws(nobody, nobody, "a", "b")
            .run();

    assertThat(report.reason()).contains("s3://data/in/a at " + nobody + ": Connection refused");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a//b", "/a", "a/./b", "a/../b", "..", "a/.."})
  void aKeyThatTheLocalStoreCannotKeepApartIsRefused(String key) {
    task(S3.put("s3://data/a/b", "mine")).result();
    task(S3.put("s3://data/b", "mine")).result();

    FinishReport report = task(S3.put("s3://data/" + key, "other")).run();

    assertThat(report.end()).isEqualTo(End.FAILED);
    assertThat(store.resolve("data/a/b")).hasContent("mine");
    assertThat(store.resolve("data/b")).hasContent("mine");
    assertThat(task(S3.download("s3://data/" + key, folder.resolve("x").toString())).run().end())
        .isEqualTo(End.FAILED);
  }

  @Test
  void aMissingBucketIsAnErrorAndNotAMissingObject() {
    FinishReport report =
        reach(new OneTask("wait", d -> d.sensor("wait", S3KeySensor.of("s3://nowhere/a")))).run();

    assertThat(report.end()).isEqualTo(End.FAILED);
    assertThat(report.reason()).contains("There is no bucket nowhere");
  }

  @Test
  void aWrongKeyIsAnErrorAndNotAMissingObject() {
    FinishReport report =
        new OneTask("wait", d -> d.sensor("wait", S3KeySensor.of("s3://data/a")))
            .aws(aws.s3Endpoint(), aws.athenaEndpoint(), aws.accessKey(), "not-the-secret")
            .run();

    assertThat(report.end()).isEqualTo(End.FAILED);
  }

  @Test
  void anAthenaResultIsAlsoWrittenAsPlainCsv() throws IOException {
    task(AthenaOperator.query(
                "SELECT * FROM (VALUES (1, 'plain'), (2, 'a,\"b\"'), (3, NULL)) AS t (n, word)"
                    + " ORDER BY n")
            .outputLocation("s3://data/results/")
            .maxRows(1)
            .csv("s3://data/reports/{{ ds }}.csv"))
        .result();

    assertThat(store.resolve("data/reports/2010-01-04.csv"))
        .hasContent("n,word\n1,plain\n2,\"a,\"\"b\"\"\"\n3,\n");
  }

  private <T> OneTask task(Operator<T> operator) {
    return reach(new OneTask("it", d -> d.task("it", operator)));
  }

  private OneTask reach(OneTask task) {
    return task.aws(aws.s3Endpoint(), aws.athenaEndpoint(), aws.accessKey(), aws.secretKey());
  }
}
