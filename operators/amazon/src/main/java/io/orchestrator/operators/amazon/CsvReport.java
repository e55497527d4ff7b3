package io.orchestrator.operators.amazon;

import io.orchestrator.operator.TaskFailedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A query's rows as one plain CSV object. */
final class CsvReport {
  private static final int MOST_CHARACTERS = 64 * 1024 * 1024;

  private CsvReport() {}

  /** Writes the object in one step, so that readers see the old one or the new one; counts rows. */
  static long write(ResultPages pages, S3Client s3, S3Address target) {
    StringBuilder text = new StringBuilder();
    long rows = 0;
    boolean header = false;
    while (pages.hasNext()) {
      List<List<String>> page = pages.next();
      if (!header) {
        text.append(line(pages.columns()));
        header = true;
      }
      page.forEach(row -> text.append(line(row)));
      rows += page.size();
      if (text.length() > MOST_CHARACTERS) {
        throw new TaskFailedException(
            ("The result is too large for one CSV report: more than %s characters after %s"
                    + " rows. %s was not written. Let Athena write it: UNLOAD, or CREATE TABLE AS.")
                .formatted(MOST_CHARACTERS, rows, target));
      }
    }
    s3.putObject(
        b -> b.bucket(target.bucket()).key(target.key()).contentType("text/csv; charset=utf-8"),
        RequestBody.fromString(text.toString(), StandardCharsets.UTF_8));
    return rows;
  }

  static String line(List<String> values) {
    return values.stream().map(CsvReport::field).collect(Collectors.joining(",", "", "\n"));
  }

  private static String field(String value) {
    boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }
}
