package io.orchestrator.localaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

class AthenaIT {
  private LocalAwsFixture local;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    local = new LocalAwsFixture(folder);
    local.run("CREATE DATABASE db");
  }

  @AfterEach
  void stop() throws Exception {
    local.close();
  }

  @Test
  void aPartitionedCsvTableIsReadByItsRegisteredPartitions() throws Exception {
    local.object("raw/dt=2001-01-01/a.csv", "id,name\n1,x\n2,y");
    local.object("raw/dt=2001-01-02/a.csv", "id,name\n3,z\n");
    local.run(
        "CREATE EXTERNAL TABLE IF NOT EXISTS t (id int, name string) PARTITIONED BY (dt string)"
            + " ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://lake/raw/'"
            + " TBLPROPERTIES ('skip.header.line.count'='1')");
    assertThat(local.rows("SELECT count(*) FROM t")).containsExactly("0");
    local.run(
        "ALTER TABLE t ADD IF NOT EXISTS PARTITION (dt='2001-01-01') LOCATION"
            + " 's3://lake/raw/dt=2001-01-01/'");
    assertThat(local.rows("SELECT id, name, dt FROM t ORDER BY id DESC"))
        .containsExactly("2|y|2001-01-01", "1|x|2001-01-01");
    local.run("MSCK REPAIR TABLE t");
    assertThat(local.rows("SELECT dt, count(*) n, sum(id) / 2 FROM t GROUP BY dt ORDER BY dt"))
        .containsExactly("2001-01-01|2|1", "2001-01-02|1|1");
    assertThat(
            local.run("SELECT * FROM t WHERE dt = '2001-01-02'").statistics().dataScannedInBytes())
        .isEqualTo(12);
  }

  @Test
  void aTableFromAQueryIsPartitionedAndCanBeInsertedInto() {
    local.run(
        "CREATE TABLE made WITH (format = 'PARQUET', external_location = 's3://lake/made/',"
            + " partitioned_by = ARRAY['dt']) AS SELECT x, CAST(x AS varchar) s, dt FROM (VALUES (1,"
            + " '2001-01-01'), (2, '2001-01-02')) AS t(x, dt)");
    assertThat(local.lines(local.run("SHOW PARTITIONS made").queryExecutionId()))
        .containsExactly("dt=2001-01-01", "dt=2001-01-02");
    local.run("INSERT INTO made SELECT 3, 'c', '2001-01-02'");
    local.run("CREATE OR REPLACE VIEW seen AS SELECT x * 2 AS twice, dt FROM made");
    assertThat(local.rows("SELECT sum(twice) FROM seen WHERE dt = '2001-01-02'"))
        .containsExactly("10");
    for (String format : new String[] {"TEXTFILE", "JSON"}) {
      String table = "made_" + format;
      local.run(
          "CREATE TABLE " + table + " WITH (format = '" + format + "') AS SELECT x, s FROM made");
      assertThat(local.rows("SELECT x, s FROM " + table + " ORDER BY x"))
          .containsExactly("1|1", "2|2", "3|c");
    }
  }

  @Test
  void anUnloadWritesTheObjectsOfAQueryAndNoTable() {
    String two = " FROM (VALUES (1, 'x'), (2, 'y')) AS t(a, p)";
    local.run(
        "UNLOAD (SELECT a, p"
            + two
            + ") TO 's3://lake/un/text/' WITH (format = 'TEXTFILE', field_delimiter = ',',"
            + " partitioned_by = ARRAY['p'])");
    local.run(
        "unload (SELECT * " + two + ")\n to 's3://lake/un/parquet/' with (format='parquet');");
    assertThat(local.lines(local.run("SHOW TABLES").queryExecutionId())).isEmpty();
    local.run(
        "CREATE EXTERNAL TABLE text (a int) PARTITIONED BY (p string) ROW FORMAT DELIMITED FIELDS"
            + " TERMINATED BY ',' LOCATION 's3://lake/un/text/'");
    local.run("MSCK REPAIR TABLE text");
    local.run(
        "CREATE EXTERNAL TABLE pq (a int, p string) STORED AS PARQUET"
            + " LOCATION 's3://lake/un/parquet/'");
    for (String table : new String[] {"text", "pq"}) {
      assertThat(local.rows("SELECT a, p FROM " + table + " ORDER BY a"))
          .containsExactly("1|x", "2|y");
    }
    assertThat(local.failure("UNLOAD (SELECT 1) TO 's3://lake/un/text/' WITH (format = 'JSON')"))
        .contains("already exists: s3://lake/un/text/");
    assertThat(local.failure("UNLOAD (SELECT\n x) TO 's3://lake/un/b/' WITH (format = 'JSON')"))
        .isEqualTo("COLUMN_NOT_FOUND: line 2:2: Column 'x' cannot be resolved");
  }

  @Test
  void rowsWhosePartitionKeyIsNullAreKept() {
    local.run(
        "CREATE TABLE nul WITH (format = 'PARQUET', partitioned_by = ARRAY['p']) AS"
            + " SELECT * FROM (VALUES (1, 'x'), (2, NULL)) AS t(a, p)");
    assertThat(local.rows("SELECT a, p FROM nul ORDER BY a")).containsExactly("1|x", "2|NULL");
  }

  @Test
  void subscriptsAndUnnestTakeColumns() {
    String rows = " FROM (VALUES (map(ARRAY['a'], ARRAY[1]), 'a', ARRAY[7])) AS t(m, k, xs)";
    assertThat(local.rows("SELECT m['a'], m[k], xs[1], try(xs[2]), try(m['b'])" + rows))
        .containsExactly("1|1|7|NULL|NULL");
    assertThat(local.failure("SELECT m['b']" + rows)).contains("Key not present in map: b");
    assertThat(local.failure("SELECT xs[2]" + rows)).contains("Array subscript must be less");
    assertThat(local.failure("SELECT ARRAY[5, 6][-1]")).contains("SQL array indices start at 1");
    assertThat(
            local.rows(
                "SELECT a, b, c FROM UNNEST(ARRAY[CAST(ROW(1, 'x', 2) AS row(a integer, b varchar,"
                    + " c integer))]) AS t(a, b, c)"))
        .containsExactly("1|x|2");
    assertThat(
            local.rows("SELECT count(*) FROM (VALUES 1, 2, 3) AS t(n) TABLESAMPLE BERNOULLI (100)"))
        .containsExactly("3");
  }

  @Test
  void failuresAreWordedAsAthenaWordsThem() {
    assertThat(local.failure("SELECT * FROM nope"))
        .isEqualTo("TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.db.nope' does not exist");
    assertThat(local.failure("SELECT x FROM (VALUES 1) AS t(y)"))
        .isEqualTo("COLUMN_NOT_FOUND: line 1:8: Column 'x' cannot be resolved");
    assertThat(local.failure("SELECT nofn(y) FROM (VALUES 1) AS t(y)"))
        .isEqualTo("FUNCTION_NOT_FOUND: line 1:8: Function 'nofn' not registered");
    assertThat(local.failure("ALTER TABLE nope ADD PARTITION (dt='x')"))
        .isEqualTo("FAILED: SemanticException [Error 10001]: Table not found db.nope");
    assertThat(local.failure("SELECT CAST('x' AS integer)"))
        .isEqualTo("INVALID_CAST_ARGUMENT: Cannot cast 'x' to INT");
    assertThat(local.failure("SELECT 1 / 0")).isEqualTo("DIVISION_BY_ZERO: Division by zero");
    assertThatThrownBy(() -> local.start("SELEC 1"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("line 1:1: mismatched input 'SELEC'");
  }

  @Test
  void aPartitionIsAddedOnceUnlessItMayBeThere() {
    local.run("CREATE EXTERNAL TABLE p (x int) PARTITIONED BY (dt string) LOCATION 's3://lake/p/'");
    local.run("ALTER TABLE p ADD PARTITION (dt='a')");
    assertThat(local.failure("ALTER TABLE p ADD PARTITION (dt='a')"))
        .contains("AlreadyExistsException(message:Partition already exists");
    local.run("ALTER TABLE p ADD IF NOT EXISTS PARTITION (dt='a') PARTITION (dt='b')");
    assertThat(local.rows("SELECT count(*) FROM p WHERE dt = 'a'")).containsExactly("0");
    local.run("ALTER TABLE p DROP IF EXISTS PARTITION (dt='a'), PARTITION (dt='c')");
    assertThat(local.lines(local.run("SHOW PARTITIONS p").queryExecutionId()))
        .containsExactly("dt=b");
  }

  @Test
  void openCsvUnquotesAndReadsNumbers() throws Exception {
    local.object("oc/a.csv", "\"x, \"\"y\"\"\",5\n\"z\",\"\"");
    local.run(
        "CREATE EXTERNAL TABLE oc (s string, n int) ROW FORMAT SERDE"
            + " 'org.apache.hadoop.hive.serde2.OpenCSVSerde' WITH SERDEPROPERTIES"
            + " ('separatorChar'=',') LOCATION 's3://lake/oc/'");
    assertThat(local.rows("SELECT s, n FROM oc ORDER BY s"))
        .containsExactly("x, \"y\"|5", "z|NULL");
  }

  @Test
  void jsonLinesAndGzipAreRead() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write("{\"a\":1,\"tags\":[\"x\",\"y\"]}\n{\"a\":2}".getBytes(StandardCharsets.UTF_8));
    }
    local.object("js/a.json.gz", bytes.toByteArray());
    local.run(
        "CREATE EXTERNAL TABLE js (a int, tags array<string>) ROW FORMAT SERDE"
            + " 'org.openx.data.jsonserde.JsonSerDe' LOCATION 's3://lake/js/'");
    assertThat(
            local.rows(
                "SELECT a, tag, n FROM js CROSS JOIN UNNEST(tags) WITH ORDINALITY AS t(tag, n) ORDER BY n"))
        .containsExactly("1|x|1", "1|y|2");
  }

  @Test
  void aQueryCanBeParameterisedPagedAndFoundByItsToken() {
    assertThat(local.rows("SELECT ? || 'x', ?", "'a'", "5")).containsExactly("ax|5");
    String many = "SELECT n FROM UNNEST(sequence(1, 2500)) AS t(n) ORDER BY n";
    assertThat(local.rows(many)).hasSize(2500).endsWith("2500");
    String token = "t".repeat(40);
    assertThat(local.startWith(token, "SELECT 1")).isEqualTo(local.startWith(token, "SELECT 1"));
    assertThatThrownBy(() -> local.startWith(token, "SELECT 2"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("Idempotent parameters do not match");
  }

  @Test
  void aRunningQueryIsCancelledAtOnce() {
    String id =
        local.start(
            "SELECT count(*) FROM UNNEST(sequence(1, 100000)) AS a(x)"
                + " CROSS JOIN UNNEST(sequence(1, 100000)) AS b(y) WHERE x * y % 7 = 3");
    local.athena.stopQueryExecution(q -> q.queryExecutionId(id));
    assertThat(local.await(id).status().state()).isEqualTo(QueryExecutionState.CANCELLED);
  }

  @Test
  void catalogAndQueriesOutliveARestart() throws Exception {
    local.object("r/a.csv", "1\n2\n");
    local.run("CREATE EXTERNAL TABLE r (x int) LOCATION 's3://lake/r/'");
    String id = local.run("SELECT sum(x) FROM r").queryExecutionId();
    local.close();
    local = new LocalAwsFixture(local.folder);
    assertThat(local.lines(id)).containsExactly("_col0", "3");
    assertThat(local.rows("SELECT count(*) FROM r")).containsExactly("2");
  }

  @Test
  void strangersAreRefused() {
    try (AthenaClient unknown = LocalAwsFixture.athena(local.aws, "who", "x");
        AthenaClient wrong = LocalAwsFixture.athena(local.aws, local.aws.accessKey(), "x")) {
      assertThatThrownBy(() -> unknown.getQueryExecution(q -> q.queryExecutionId("x")))
          .hasMessageContaining("security token");
      assertThatThrownBy(() -> wrong.getQueryExecution(q -> q.queryExecutionId("x")))
          .hasMessageContaining("signature");
    }
  }
}
