package io.orchestrator.code;

import io.orchestrator.dag.Dag;
import io.orchestrator.dag.DagDefinition;
import io.orchestrator.dag.InvalidDagException;
import io.orchestrator.loader.protocol.Findings;
import io.orchestrator.loader.protocol.ImportFinding;
import io.orchestrator.loader.protocol.SourceText;
import io.orchestrator.model.CodeKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One version of one file, loaded: user code, run only in child JVMs. Holds a class loader until
 * closed.
 */
public final class LoadedCode implements AutoCloseable {
  private final CodeClassLoader classes;
  private final Map<String, Dag> dags = new LinkedHashMap<>();
  private final List<ImportFinding> findings = new ArrayList<>();

  private LoadedCode(CodeClassLoader classes) {
    this.classes = classes;
  }

  /**
   * Compiles if needed, loads and defines.
   *
   * @param fileName path within the bundle
   * @param source text of a {@code .java} file, or path of a jar
   * @throws InvalidCodeException when anything in it is wrong; nothing stays open then
   */
  public static LoadedCode load(CodeKind kind, String fileName, String source)
      throws InvalidCodeException {
    return load(Code.of(kind, fileName, source));
  }

  static LoadedCode load(Code code) throws InvalidCodeException {
    LoadedCode loaded = new LoadedCode(open(code));
    loaded.defineAll(code);
    if (loaded.dags.isEmpty() && loaded.findings.isEmpty()) {
      loaded.findings.add(noDefinition(code.text()));
    }
    if (!loaded.findings.isEmpty()) {
      loaded.close();
      throw new InvalidCodeException(loaded.findings);
    }
    return loaded;
  }

  private void defineAll(Code code) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(classes);
    try {
      code.classNames().forEach(name -> define(name, code.text()));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** The DAGs by id, in order of their classes. */
  public Map<String, Dag> dags() {
    return Collections.unmodifiableMap(dags);
  }

  /** The loader of the user's classes: context class loader of the threads that run them. */
  public ClassLoader classLoader() {
    return classes;
  }

  @Override
  public void close() {
    try {
      classes.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot close the class loader of a DAG file", e);
    }
  }

  private static CodeClassLoader open(Code code) throws InvalidCodeException {
    try {
      Optional<Path> jar = code.jar();
      return jar.isPresent()
          ? CodeClassLoader.ofJar(jar.get())
          : CodeClassLoader.of(code.classes());
    } catch (IOException e) {
      throw new InvalidCodeException(List.of(Findings.thrown("opening the jar", e, code.text())));
    }
  }

  private void define(String className, SourceText text) {
    try {
      Class<?> type = Class.forName(className, false, classes);
      if (isDefinition(type)) {
        add((DagDefinition) type.getConstructor().newInstance(), text);
      }
    } catch (InvocationTargetException e) {
      findings.addAll(failed(className + " constructor", e.getTargetException(), text));
    } catch (ReflectiveOperationException e) {
      findings.add(noConstructor(className, text));
    } catch (LinkageError e) {
      findings.add(Findings.thrown("loading " + className, e, text));
    }
  }

  private static boolean isDefinition(Class<?> type) {
    return DagDefinition.class.isAssignableFrom(type)
        && !type.isInterface()
        && !type.isHidden()
        && !type.isAnonymousClass()
        && !Modifier.isAbstract(type.getModifiers());
  }

  /** Whatever user code throws, errors such as a stack overflow included, is a finding. */
  private void add(DagDefinition definition, SourceText text) {
    try {
      Dag dag = definition.define();
      Dag other = dags.putIfAbsent(dag.model().dagId(), dag);
      if (other != null) {
        findings.add(duplicate(dag, other, text));
      }
    } catch (Throwable e) {
      findings.addAll(failed("define of " + definition.getClass().getSimpleName(), e, text));
    }
  }

  private static Collection<ImportFinding> failed(String what, Throwable e, SourceText text) {
    if (!(e instanceof InvalidDagException invalid)) {
      return List.of(Findings.thrown(what, e, text));
    }
    List<ImportFinding> all = new ArrayList<>(Findings.of(invalid.problems(), text));
    if (invalid.getCause() != null) {
      all.add(Findings.thrown(what, invalid.getCause(), text));
    }
    return all;
  }

  private static ImportFinding duplicate(Dag dag, Dag other, SourceText text) {
    return Findings.of(
        "DAG001",
        text,
        Optional.of(dag.model().location()),
        "duplicate DAG id \"%s\": also defined at %s"
            .formatted(dag.model().dagId(), other.model().location()),
        "give one of them another id");
  }

  private static ImportFinding noConstructor(String className, SourceText text) {
    return Findings.of(
        Findings.LOAD,
        text,
        Optional.empty(),
        className + " cannot be created",
        "make the class public and give it a public constructor without parameters");
  }

  private static ImportFinding noDefinition(SourceText text) {
    return Findings.of(
        Findings.LOAD,
        text,
        Optional.empty(),
        "no DAG in this file",
        "write: public class … implements DagDefinition { public Dag define() { … } }");
  }
}
