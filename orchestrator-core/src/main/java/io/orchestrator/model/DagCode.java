package io.orchestrator.model;

/**
 * The code of one version of a DAG.
 *
 * @param codeHash SHA-256 (hex) of the code
 * @param source the text of the .java file; for jars the path
 */
public record DagCode(CodeKind kind, String fileName, String codeHash, String source) {}
