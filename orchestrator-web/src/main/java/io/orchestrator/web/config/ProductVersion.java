package io.orchestrator.web.config;

import picocli.CommandLine.IVersionProvider;

/** The product's version, as the build wrote it into the jar. */
public final class ProductVersion implements IVersionProvider {
  /** For example {@code 0.1.0-SNAPSHOT}; {@code development} outside a jar. */
  public static String text() {
    String version = ProductVersion.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"Orchestrator " + text()};
  }
}
