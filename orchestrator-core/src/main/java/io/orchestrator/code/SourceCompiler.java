package io.orchestrator.code;

import io.orchestrator.loader.protocol.Findings;
import io.orchestrator.loader.protocol.ImportFinding;
import io.orchestrator.loader.protocol.SourceText;
import io.orchestrator.model.DagProblem;
import io.orchestrator.model.SourceLocation;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Compiles one {@code .java} file in process, against this JVM's own class path, to memory. */
final class SourceCompiler {
  private static final String CODE = "DAG013";
  private static final int MOST_ERRORS = 20;
  private static final List<String> OPTIONS =
      List.of("-g", "-parameters", "-proc:none", "-Xlint:none", "-implicit:none");

  /** Kept between compilations, because opening the class path costs more than compiling. */
  private static @Nullable StandardJavaFileManager classPath;

  private SourceCompiler() {}

  /**
   * Class names to class files. On a thread of its own: an interrupt, as of an attempt that is
   * ended, would close the jars of the class path for good, and no later compilation could read
   * them.
   *
   * @throws InvalidCodeException with javac's errors, or when this is a runtime without compiler
   */
  static Map<String, byte[]> compile(SourceText text) throws InvalidCodeException {
    FutureTask<Map<String, byte[]>> task = new FutureTask<>(() -> compiled(text));
    new Thread(task, "javac").start();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InvalidCodeException invalid) {
        throw invalid;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(text.fileName() + " could not be compiled", e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** One compilation at a time: javac's file manager is not shared. */
  private static synchronized Map<String, byte[]> compiled(SourceText text)
      throws InvalidCodeException {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    if (javac == null) {
      throw new InvalidCodeException(List.of(noCompiler(text)));
    }
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    Memory memory = new Memory(classPath(javac));
    boolean ok =
        javac
            .getTask(new StringWriter(), memory, diagnostics, OPTIONS, null, List.of(source(text)))
            .call();
    if (!ok) {
      throw new InvalidCodeException(errors(diagnostics.getDiagnostics(), text));
    }
    return memory.classes();
  }

  private static StandardJavaFileManager classPath(JavaCompiler javac) {
    StandardJavaFileManager open = classPath;
    if (open == null) {
      open = javac.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
      String own = System.getProperty("java.class.path", "");
      open.handleOption("-classpath", List.of(own).iterator());
      classPath = open;
    }
    return open;
  }

  private static ImportFinding noCompiler(SourceText text) {
    return Findings.of(
        CODE,
        text,
        Optional.empty(),
        "this Java runtime ("
            + System.getProperty("java.home")
            + ") has no compiler, so .java files cannot be loaded",
        "run with a JDK 17 or newer instead of a JRE, or put the DAG into a jar");
  }

  private static List<ImportFinding> errors(
      List<Diagnostic<? extends JavaFileObject>> diagnostics, SourceText text) {
    List<ImportFinding> findings =
        diagnostics.stream()
            .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
            .limit(MOST_ERRORS)
            .map(d -> error(d, text))
            .toList();
    return findings.isEmpty()
        ? List.of(Findings.of(CODE, text, Optional.empty(), "javac failed without a message", ""))
        : findings;
  }

  private static ImportFinding error(Diagnostic<?> diagnostic, SourceText text) {
    List<String> message = diagnostic.getMessage(Locale.ROOT).lines().toList();
    int line = (int) Math.max(1, diagnostic.getLineNumber());
    List<String> notes = new ArrayList<>();
    notes.add(text.line(line));
    int column = (int) Math.max(1, diagnostic.getColumnNumber());
    notes.add(" ".repeat(Math.min(column, text.line(line).length() + 1) - 1) + "^");
    notes.addAll(message.subList(1, message.size()));
    DagProblem problem =
        new DagProblem(
            CODE,
            new SourceLocation(text.simpleName(), line),
            message.get(0),
            notes,
            ImportHint.of(String.join(" ", message)));
    return new ImportFinding(CODE, text.fileName(), Optional.of(line), problem.render(""));
  }

  private static JavaFileObject source(SourceText text) {
    String content = String.join("\n", text.lines()) + "\n";
    URI uri = URI.create("string:///" + text.simpleName().replace(' ', '_'));
    return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return content;
      }
    };
  }

  /** Keeps class files in memory. */
  private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> outputs = new LinkedHashMap<>();

    Memory(JavaFileManager standard) {
      super(standard);
    }

    Map<String, byte[]> classes() {
      Map<String, byte[]> classes = new LinkedHashMap<>();
      outputs.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
      return classes;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location,
        String className,
        JavaFileObject.Kind kind,
        @Nullable FileObject sibling) {
      URI uri = URI.create("mem:///" + className.replace('.', '/') + kind.extension);
      return new SimpleJavaFileObject(uri, kind) {
        @Override
        public OutputStream openOutputStream() {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          outputs.put(className, bytes);
          return bytes;
        }
      };
    }
  }
}
