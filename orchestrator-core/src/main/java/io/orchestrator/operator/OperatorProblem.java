package io.orchestrator.operator;

/**
 * What is wrong with the settings of an operator or a sensor. It is shown with the line of its
 * task, together with all other problems of the file.
 *
 * @param code short and stable, for people to look up; the product's own begin with DAG
 * @param message what is wrong, one sentence without a full stop
 * @param help what to do
 */
public record OperatorProblem(String code, String message, String help) {}
