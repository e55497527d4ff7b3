package io.orchestrator.template;

/** The only kind of object, beside JSON values, that a template can touch: members by name. */
interface TemplateObject {

  /** The member's value, an {@link Undefined} if there is none; never null. */
  Object member(String name);
}
