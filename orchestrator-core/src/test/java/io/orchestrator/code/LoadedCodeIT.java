package io.orchestrator.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.dag.Dag;
import io.orchestrator.loader.protocol.SourceText;
import io.orchestrator.model.CodeKind;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadedCodeIT {
  private static final String TWO_DAGS =
      """
      package my.dags;
      import io.orchestrator.dag.Dag;
      import io.orchestrator.dag.DagDefinition;
      public class Two {
        public static class One implements DagDefinition {
          public Dag define() { return Dag.define("one", d -> d.task("a", c -> 1)); }
        }
        public static class Other implements DagDefinition {
          public Dag define() { return Dag.define("other", d -> d.task("a", c -> 1)); }
        }
      }
      """;
  private final Path folder;

  LoadedCodeIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aFileMayDefineSeveralDags() throws InvalidCodeException {
    try (LoadedCode code = LoadedCode.load(CodeKind.JAVA_SOURCE, "my/dags/Two.java", TWO_DAGS)) {
      assertThat(code.dags().keySet()).containsExactlyInAnyOrder("one", "other");
    }
  }

  @Test
  void aLoadThatIsInterruptedSpoilsNoLaterOne() throws InvalidCodeException {
    Thread.currentThread().interrupt();
    try {
      LoadedCode.load(CodeKind.JAVA_SOURCE, "my/dags/Two.java", using("org.slf4j.Logger")).close();
    } finally {
      assertThat(Thread.interrupted()).as("the interrupt is kept for others to see").isTrue();
    }

    LoadedCode.load(CodeKind.JAVA_SOURCE, "my/dags/Two.java", using("org.slf4j.Marker")).close();
  }

  /** A file that makes javac read a class from a jar. */
  private static String using(String type) {
    return TWO_DAGS.replace("class Two {", "class Two {\n  static " + type + " field;");
  }

  @Test
  void aJarGivesTheSameDagsWithTheSameHash() throws InvalidCodeException, IOException {
    Path jar = jar();
    try (LoadedCode fromJar = LoadedCode.load(CodeKind.JAR, "two.jar", jar.toString());
        LoadedCode source = LoadedCode.load(CodeKind.JAVA_SOURCE, "my/dags/Two.java", TWO_DAGS)) {
      Dag one = fromJar.dags().get("one");
      assertThat(one).isNotNull();
      assertThat(fromJar.dags().keySet()).isEqualTo(source.dags().keySet());
      assertThat(fromJar.dags().values().stream().map(Dag::structureHash))
          .containsExactlyInAnyOrderElementsOf(
              source.dags().values().stream().map(Dag::structureHash).toList());
    }
  }

  @Test
  void whatIsNoJarIsAFinding() throws IOException {
    Path file = Files.writeString(folder.resolve("x.jar"), "no jar");
    assertThatThrownBy(() -> LoadedCode.load(CodeKind.JAR, "x.jar", file.toString()))
        .isInstanceOf(InvalidCodeException.class)
        .hasMessageContaining("reading the jar");
  }

  @Test
  void twoHundredReloadsLeaveNoClassLoaderBehind() throws InvalidCodeException {
    Code code = Code.of(CodeKind.JAVA_SOURCE, "my/dags/Two.java", TWO_DAGS);
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      loaders.add(loadOnce(code));
    }
    for (int i = 0; i < 20 && alive(loaders) > 5; i++) {
      System.gc();
    }
    assertThat(alive(loaders)).isLessThanOrEqualTo(5);
  }

  private static long alive(List<WeakReference<ClassLoader>> loaders) {
    return loaders.stream().filter(loader -> loader.get() != null).count();
  }

  private static WeakReference<ClassLoader> loadOnce(Code code) throws InvalidCodeException {
    try (LoadedCode loaded = LoadedCode.load(code)) {
      return new WeakReference<>(loaded.classLoader());
    }
  }

  private Path jar() throws InvalidCodeException, IOException {
    Path jar = folder.resolve("two.jar");
    Map<String, byte[]> classes =
        SourceCompiler.compile(SourceText.of("my/dags/Two.java", TWO_DAGS));
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      for (Map.Entry<String, byte[]> type : classes.entrySet()) {
        entries.putNextEntry(new JarEntry(type.getKey().replace('.', '/') + ".class"));
        entries.write(type.getValue());
      }
    }
    return jar;
  }
}
