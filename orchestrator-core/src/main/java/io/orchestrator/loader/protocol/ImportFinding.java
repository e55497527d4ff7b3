package io.orchestrator.loader.protocol;

import java.util.Optional;

/**
 * One problem of one file, in the form every place shows it: console, UI, API.
 *
 * @param code DAG001 … DAG013 (dsl.md 2.3)
 * @param line 1-based; empty when there is no place in the file
 * @param message the whole text, several lines: what, where with an excerpt, help
 */
public record ImportFinding(String code, String fileName, Optional<Integer> line, String message) {}
