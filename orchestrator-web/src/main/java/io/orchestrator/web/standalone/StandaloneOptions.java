package io.orchestrator.web.standalone;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the command line of {@code standalone} says.
 *
 * @param port wanted port of the web server
 * @param dags folder of the user's DAGs; empty for the one in the home
 * @param examples whether the shipped examples are loaded
 * @param verbose whether the server log is shown on the terminal
 */
public record StandaloneOptions(int port, Optional<Path> dags, boolean examples, boolean verbose) {}
