package io.orchestrator.localaws.athena.execution;

import io.orchestrator.localaws.athena.catalog.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The records of queries as files, the youngest {@value #KEPT} of them. */
final class QueryJournal {
  private static final int KEPT = 5_000;
  private static final String JSON = ".json";

  private final Path folder;

  QueryJournal(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /** What is remembered, oldest first. */
  List<QueryRecord> load() throws IOException {
    List<QueryRecord> records = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> file.toString().endsWith(JSON))
          .map(file -> AtomicFiles.read(file, QueryRecord.class))
          .sorted(Comparator.comparingLong(QueryRecord::submitted))
          .forEach(records::add);
    }
    int tooMany = Math.max(0, records.size() - KEPT);
    records.subList(0, tooMany).forEach(this::forget);
    return records.subList(tooMany, records.size());
  }

  void keep(QueryRecord query) {
    AtomicFiles.write(file(query), query);
  }

  private void forget(QueryRecord query) {
    try {
      Files.deleteIfExists(file(query));
    } catch (IOException e) {
      throw new UncheckedIOException("could not remove the record of query " + query.id(), e);
    }
  }

  private Path file(QueryRecord query) {
    return folder.resolve(query.id() + JSON);
  }
}
