package io.orchestrator.loader.protocol;

import java.util.Optional;

/**
 * One problem of one file, in the form every place shows it: console, UI, API.
 *
 * @param code stable, such as DAG004; docs/reference/errors.md lists them all
 * @param line counted from 1; empty when the problem has no place in the file
 * @param message the whole text in several lines: what is wrong, where with an excerpt, what helps
 */
public record ImportFinding(String code, String fileName, Optional<Integer> line, String message) {}
