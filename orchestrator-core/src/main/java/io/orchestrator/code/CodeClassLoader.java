package io.orchestrator.code;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;

/** The classes of one file's version: compiled ones from memory, or a jar. */
final class CodeClassLoader extends URLClassLoader {
  private final Map<String, byte[]> classes;

  private CodeClassLoader(URL[] urls, Map<String, byte[]> classes) {
    super(urls, CodeClassLoader.class.getClassLoader());
    this.classes = Map.copyOf(classes);
  }

  static CodeClassLoader of(Map<String, byte[]> classes) {
    return new CodeClassLoader(new URL[0], classes);
  }

  static CodeClassLoader ofJar(Path jar) throws IOException {
    try {
      return new CodeClassLoader(new URL[] {jar.toUri().toURL()}, Map.of());
    } catch (MalformedURLException e) {
      throw new IOException("no usable path: " + jar, e);
    }
  }

  /** Whether a class of this name was loaded from this code, and not by another loader for it. */
  boolean defined(String name) {
    Class<?> loaded = findLoadedClass(name);
    return loaded != null && loaded.getClassLoader() == this;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = classes.get(name);
    return bytes == null ? super.findClass(name) : defineClass(name, bytes, 0, bytes.length);
  }
}
