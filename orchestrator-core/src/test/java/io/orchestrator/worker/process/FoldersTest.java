package io.orchestrator.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
  @Test
  void twoMayRemoveTheSameFolderAtOnceAndNothingStays(@TempDir Path root)
      throws IOException, InterruptedException {
    for (int round = 0; round < 20; round++) {
      Path folder = root.resolve("work-" + round);
      for (int i = 0; i < 50; i++) {
        Files.createDirectories(folder.resolve("sub-" + i).resolve("deep"));
      }
      List<Thread> both = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        both.add(new Thread(() -> Folders.remove(folder)));
      }
      both.forEach(Thread::start);
      for (Thread one : both) {
        one.join();
      }
      assertThat(folder).doesNotExist();
    }
  }

  @Test
  void linksAreRemovedNotFollowed(@TempDir Path root) throws IOException {
    Path kept = Files.writeString(root.resolve("kept"), "x");
    Path folder = Files.createDirectory(root.resolve("work"));
    Files.createSymbolicLink(folder.resolve("link"), root);
    Folders.remove(folder);
    assertThat(folder).doesNotExist();
    assertThat(kept).exists();
  }
}
