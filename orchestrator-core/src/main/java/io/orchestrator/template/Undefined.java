package io.orchestrator.template;

import com.hubspot.jinjava.util.HasObjectTruthValue;

/**
 * Stands for a name that means nothing. As Jinja's strict undefined it may be asked for with {@code
 * is defined} and {@code default}; any other use fails with the reason.
 */
record Undefined(String reason) implements HasObjectTruthValue {

  TemplateFailure failure() {
    return new TemplateFailure(reason);
  }

  @Override
  public boolean getObjectTruthValue() {
    throw failure();
  }

  @Override
  public String toString() {
    throw failure();
  }
}
