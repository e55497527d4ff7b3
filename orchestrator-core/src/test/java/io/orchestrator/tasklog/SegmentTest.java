package io.orchestrator.tasklog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.tasklog.SegmentFormat.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final TaskLogKey KEY = new TaskLogKey("d", "r", "t", -1, 1);
  private static final TaskLogKey OTHER = new TaskLogKey("ü", "€", "😀", 7, 2);

  private final Path spool;
  private final Path worker;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final SegmentIndex index = new SegmentIndex();

  SegmentTest(@TempDir Path spool) throws IOException {
    this.spool = spool;
    this.worker = Files.createDirectory(spool.resolve("w1"));
  }

  private void begin() throws IOException {
    bytes.writeBytes(
        SegmentFormat.beginning(
            List.of(
                SegmentFormat.attempt(1, KEY, "w1x1"), SegmentFormat.attempt(2, OTHER, "w1x2"))));
    index.add(SegmentIndex.digest(KEY), SegmentFormat.MAGIC_LENGTH, bytes.size());
    index.add(SegmentIndex.digest(OTHER), SegmentFormat.MAGIC_LENGTH, bytes.size());
  }

  private void lines(TaskLogKey key, int chunk, String text) {
    int attempt = key.equals(KEY) ? 1 : 2;
    int from = bytes.size();
    bytes.writeBytes(SegmentFormat.lines(attempt, id(key, chunk), text.getBytes(UTF_8)));
    index.add(SegmentIndex.digest(key), from, bytes.size());
  }

  private static ChunkId id(TaskLogKey key, int chunk) {
    return new ChunkId(NOON.plusSeconds(chunk), key.equals(KEY) ? "w1x1" : "w1x2", chunk);
  }

  private Path write(byte[] content) throws IOException {
    return Files.write(SpoolFolder.segment(worker, 3), content);
  }

  private String found(TaskLogKey key, int chunk) throws IOException {
    SpooledChunk there = SpoolFolder.find(spool, key).get(id(key, chunk));
    return there == null ? "" : new String(there.text(), UTF_8);
  }

  private static List<String> records(Path segment) throws IOException {
    List<String> records = new ArrayList<>();
    try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "r")) {
      SegmentScan scan = SegmentScan.of(file);
      while (scan.next()) {
        for (Kind kind : Kind.values()) {
          if (scan.is(kind)) {
            records.add(kind == Kind.BEGIN ? "BEGIN" : kind + " " + scan.attempt());
          }
        }
      }
    }
    return records;
  }

  @Test
  void eachLogsChunksAreFoundAmongThoseOfOthers() throws IOException {
    begin();
    lines(KEY, 0, "one\n");
    lines(OTHER, 0, "eins\n");
    lines(KEY, 0, "two\n");
    lines(KEY, 1, "three\n");
    lines(OTHER, 0, "zwei\n");
    write(bytes.toByteArray());
    assertThat(found(KEY, 0)).isEqualTo("one\ntwo\n");
    assertThat(found(KEY, 1)).isEqualTo("three\n");
    assertThat(found(OTHER, 0)).isEqualTo("eins\nzwei\n");
    assertThat(SpoolFolder.find(spool, new TaskLogKey("x", "r", "t", -1, 1))).isEmpty();
  }

  @Test
  void theIndexOfAFullSegmentFindsTheSame() throws IOException {
    begin();
    lines(KEY, 0, "one\n");
    for (int i = 0; i < 100; i++) {
      index.add(SegmentIndex.digest(new TaskLogKey("d", "r", "t" + i, -1, 1)), 8, 8);
    }
    lines(OTHER, 0, "eins\n");
    bytes.writeBytes(index.ending(bytes.size()));
    write(bytes.toByteArray());
    assertThat(found(KEY, 0)).isEqualTo("one\n");
    assertThat(found(OTHER, 0)).isEqualTo("eins\n");
    assertThat(SpoolFolder.find(spool, new TaskLogKey("x", "r", "t", -1, 1))).isEmpty();
  }

  @Test
  void ofASegmentThatIsCutAnywhereAllWholeRecordsAreRead() throws IOException {
    begin();
    lines(KEY, 0, "one\n");
    bytes.writeBytes(SegmentFormat.ended(2));
    bytes.writeBytes(SegmentFormat.shipped(1, 0));
    byte[] all = bytes.toByteArray();
    List<String> whole =
        List.of("ATTEMPT 1", "ATTEMPT 2", "BEGIN", "LINES 1", "ENDED 2", "SHIPPED 1");
    assertThat(records(write(all))).isEqualTo(whole);
    int most = 0;
    for (int size = 0; size < all.length; size++) {
      List<String> read = records(write(java.util.Arrays.copyOf(all, size)));
      assertThat(read).as("cut at %d", size).isEqualTo(whole.subList(0, read.size()));
      assertThat(read.size()).isBetween(most, whole.size() - 1);
      most = read.size();
    }
    assertThat(most).isEqualTo(whole.size() - 1);
  }

  @Test
  void aDamagedByteEndsWhatIsReadAndNothingWrongIsReadBeforeIt() throws IOException {
    begin();
    lines(KEY, 0, "one\n");
    lines(KEY, 0, "two\n");
    byte[] all = bytes.toByteArray();
    for (int i = 0; i < all.length; i++) {
      byte[] damaged = all.clone();
      damaged[i] ^= 0x55;
      write(damaged);
      assertThat("one\ntwo\n").as("byte %d", i).startsWith(found(KEY, 0));
      assertThat(found(KEY, 0)).as("byte %d", i).isNotEqualTo("one\ntwo\n");
    }
  }

  @Test
  void anotherVersionIsNotReadAsThisOne() throws IOException {
    begin();
    lines(KEY, 0, "one\n");
    byte[] other = bytes.toByteArray();
    other[SegmentFormat.MAGIC_LENGTH - 1] = '2';
    assertThat(records(write(other))).isEmpty();
    assertThat(found(KEY, 0)).isEmpty();
  }

  @Test
  void aRecordLongerThanTheWindowIsReadWhole() throws IOException {
    begin();
    String text = "x".repeat(300_000) + "\n";
    lines(OTHER, 0, text);
    lines(KEY, 0, "one\n");
    lines(OTHER, 0, text);
    write(bytes.toByteArray());
    assertThat(found(OTHER, 0)).isEqualTo(text + text);
    assertThat(found(KEY, 0)).isEqualTo("one\n");
  }
}
