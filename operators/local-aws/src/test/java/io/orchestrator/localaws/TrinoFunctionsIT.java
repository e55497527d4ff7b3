package io.orchestrator.localaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every function with the value that Trino gives for it. */
class TrinoFunctionsIT {
  private static LocalAwsFixture local;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    local = new LocalAwsFixture(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    local.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '~',
      value = {
        "date_trunc('month', DATE '2001-01-17') # 2001-01-01",
        "date_trunc('hour', TIMESTAMP '2001-01-17 10:35:00') # 2001-01-17 10:00:00.000",
        "date_add('day', 7, DATE '2001-01-28') # 2001-02-04",
        "date_add('month', 1, TIMESTAMP '2001-01-31 00:00:00') # 2001-02-28 00:00:00.000",
        "date_diff('day', TIMESTAMP '2001-01-01 23:00:00', TIMESTAMP '2001-01-02 01:00:00') # 0",
        "date_diff('month', DATE '2001-01-15', DATE '2001-03-15') # 2",
        "date_parse('2001-01-02 03:04:05', '%Y-%m-%d %H:%i:%s') # 2001-01-02 03:04:05.000",
        "date_parse('20010102', '%Y%m%d') # 2001-01-02 00:00:00.000",
        "date_format(TIMESTAMP '2001-01-02 13:04:05', '%d.%m.%y %H:%i %p %W %b') # 02.01.01 13:04 PM Tuesday Jan",
        "date_format(DATE '2001-01-02', '%Y/%m') # 2001/01",
        "format_datetime(TIMESTAMP '2001-01-02 03:04:05', 'yyyy-MM-dd''T''HH:mm') # 2001-01-02T03:04",
        "parse_datetime('2001-01-02 03:04', 'yyyy-MM-dd HH:mm') # 2001-01-02 03:04:00.000 UTC",
        "from_unixtime(978307200) # 2001-01-01 00:00:00.000 UTC",
        "to_unixtime(TIMESTAMP '2001-01-01 00:00:00') # 9.783072E8",
        "from_iso8601_timestamp('2001-01-02T03:04:05Z') # 2001-01-02 03:04:05.000 UTC",
        "from_iso8601_date('2001-01-02') # 2001-01-02",
        "to_iso8601(DATE '2001-01-02') # 2001-01-02",
        "current_date = CAST(now() AS DATE) # true",
        "day_of_week(DATE '2001-01-07') # 7",
        "year(DATE '2001-02-03') * 10000 + month(DATE '2001-02-03') * 100 + day(DATE '2001-02-03') # 20010203",
        "extract(week FROM DATE '2001-01-07') # 1",
        "last_day_of_month(DATE '2001-02-03') # 2001-02-28",
        "DATE '2001-01-01' + INTERVAL '1' DAY # 2001-01-02",
        "TIMESTAMP '2001-01-01 00:00:00' - INTERVAL '90' MINUTE # 2000-12-31 22:30:00.000",
        "json_extract('{\"a\":{\"b\":[1,{\"d\":2,\"c\":3}]}}', '$.a.b[1]') # {\"c\":3,\"d\":2}",
        "json_extract_scalar('{\"a\":{\"b\":\"x\"}}', '$.a.b') # x",
        "json_extract_scalar('{\"a\":{\"b\":\"x\"}}', '$.a') # NULL",
        "json_extract_scalar('{\"a b\":7}', '$[\"a b\"]') # 7",
        "json_extract_scalar('not json', '$.a') # NULL",
        "json_parse('{\"b\": 1, \"a\": [1, 2]}') # {\"a\":[1,2],\"b\":1}",
        "json_format(json_parse('[1, 2]')) # [1,2]",
        "json_array_length('[1, 2, 3]') # 3",
        "regexp_like('flight 12', '\\d+') # true",
        "regexp_extract('a1b22', '([a-z])(\\d+)', 2) # 1",
        "regexp_extract('abc', '\\d') # NULL",
        "regexp_replace('1a2b', '(\\d)([a-z])', '$2$1') # a1b2",
        "regexp_extract_all('1a2b14m', '\\d+') # [1, 2, 14]",
        "regexp_split('1a2b', '[a-z]') # [1, 2, ]",
        "split('a,b,,c', ',') # [a, b, , c]",
        "split_part('a-b-c', '-', 2) # b",
        "split_part('a-b-c', '-', 9) # NULL",
        "cardinality(ARRAY[1, 2, 3]) # 3",
        "cardinality(map(ARRAY['a'], ARRAY[1])) # 1",
        "element_at(ARRAY['a', 'b'], -1) # b",
        "element_at(ARRAY['a', 'b'], 5) # NULL",
        "element_at(map(ARRAY['a'], ARRAY[1]), 'a') # 1",
        "element_at(map(ARRAY['a'], ARRAY[1]), 'b') # NULL",
        "ARRAY[5, 6][2] # 6",
        "map(ARRAY['a', 'b'], ARRAY[1, 2])['b'] # 2",
        "map(ARRAY['a', 'b'], ARRAY[1, 2]) # {a=1, b=2}",
        "contains(ARRAY[1, 2], 2) # true",
        "contains(ARRAY[1, NULL], 2) # NULL",
        "array_join(ARRAY[1, NULL, 3], '-') # 1-3",
        "array_join(ARRAY['a', NULL], '-', '?') # a-?",
        "array_distinct(ARRAY[3, 1, 3, 2]) # [3, 1, 2]",
        "array_sort(ARRAY[3, 1, 2]) # [1, 2, 3]",
        "transform(ARRAY[1, 2], x -> x * 10) # [10, 20]",
        "filter(ARRAY[1, 2, 3], x -> x > 1) # [2, 3]",
        "reduce(ARRAY[1, 2, 3], 0, (s, x) -> s + x, s -> s * 10) # 60",
        "sequence(1, 5) # [1, 2, 3, 4, 5]",
        "sequence(1, 9, 4) # [1, 5, 9]",
        "sequence(DATE '2001-01-01', DATE '2001-01-03', INTERVAL '1' DAY) # [2001-01-01, 2001-01-02, 2001-01-03]",
        "slice(ARRAY[1, 2, 3, 4], 2, 2) # [2, 3]",
        "ARRAY[1] || ARRAY[2] # [1, 2]",
        "try_cast('x' AS integer) # NULL",
        "try_cast('12' AS integer) # 12",
        "try(CAST('x' AS integer)) # NULL",
        "try(1 / 0) # NULL",
        "coalesce(NULL, 2) # 2",
        "nullif(1, 1) # NULL",
        "concat('a', 'b', 'c') # abc",
        "concat('a', NULL) # NULL",
        "'a' || 'b' # ab",
        "substr('flights', 2, 3) # lig",
        "substr('flights', -2) # ts",
        "strpos('flights', 'igh') # 3",
        "lpad('7', 3, '0') # 007",
        "rpad('7', 3, '0') # 700",
        "upper(trim('  ab ')) # AB",
        "url_extract_host('https://example.org:8080/a?x=1') # example.org",
        "url_extract_parameter('https://example.org/a?x=1&y=2', 'y') # 2",
        "greatest(1, 3, 2) # 3",
        "greatest(1, NULL) # NULL",
        "least(4, 2) # 2",
        "round(2.5E0) # 3.0",
        "round(-2.5E0) # -3.0",
        "round(2.347E0, 2) # 2.35",
        "ceil(1.2E0) # 2.0",
        "floor(-1.2E0) # -2.0",
        "ceil(5) # 5",
        "typeof(1) # integer",
        "typeof(CAST(1 AS bigint)) # bigint",
        "7 / 2 # 3",
        "-7 / 2 # -3",
        "-7 % 3 # -1",
        "7.0E0 / 2 # 3.5",
        "7.5 / 2 # 3.8",
        "CAST(2.5E0 AS integer) # 3",
        "CAST(1E7 AS varchar) # 1.0E7",
        "CAST(TIMESTAMP '2001-01-01 00:00:00' AS varchar) # 2001-01-01 00:00:00.000",
        "CAST(DATE '2001-01-01' AS varchar) # 2001-01-01",
        "CAST(true AS varchar) # true",
        "CAST(12.50 AS varchar) # 12.50",
        "CAST('abcdef' AS varchar(3)) # abc",
        "if(1 > 2, 'a', 'b') # b",
        "CASE 2 WHEN 1 THEN 'one' WHEN 2 THEN 'two' END # two",
        "'ab' LIKE 'a%' # true",
        "1 IN (1, 2) AND 5 BETWEEN 1 AND 9 # true",
        "to_hex(md5(to_utf8('a'))) # 0CC175B9C0F1B6A831C399E269772661",
        "1E7 # 1.0E7",
        "ROW(1, 'a') # {field0=1, field1=a}",
      })
  void aFunctionGivesWhatTrinoGives(String expression, String value) {
    assertThat(local.value(expression)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '~',
      value = {
        "count(*) # 4",
        "sum(x) # 10",
        "sum(x) / count(*) # 2",
        "sum(x) * 1.0 / count(*) # 2.5",
        "avg(x) # 2.5",
        "round(avg(x), 1) # 2.5",
        "CAST(avg(x) AS integer) # 3",
        "array_agg(x ORDER BY x DESC) # [4, 3, 2, 1]",
        "array_join(array_agg(s ORDER BY x), ',') # a,b,b,c",
        "approx_distinct(s) # 3",
        "approx_percentile(x, 0.5) # 2",
        "count_if(x > 2) # 2",
        "max_by(s, x) # c",
        "min_by(s, x) # a",
        "arbitrary(1) # 1",
        "count(DISTINCT s) # 3",
        "sum(x) FILTER (WHERE x > 2) # 7",
        "date_add('day', 1, max(d)) # 2001-01-05",
        "date_trunc('month', min(d)) # 2001-01-01",
        "max(d) + INTERVAL '1' DAY # 2001-01-05",
        "map_agg(x, s) # {1=a, 2=b, 3=b, 4=c}",
        "bool_or(x > 3) # true",
        "listagg(s, '-') WITHIN GROUP (ORDER BY x) # a-b-b-c",
      })
  void anAggregateGivesWhatTrinoGives(String expression, String value) {
    String rows =
        " FROM (VALUES (1, 'a', DATE '2001-01-01'), (2, 'b', DATE '2001-01-02'),"
            + " (3, 'b', DATE '2001-01-03'), (4, 'c', DATE '2001-01-04')) AS t(x, s, d)";
    assertThat(local.rows("SELECT " + expression + rows)).containsExactly(value);
  }
}
