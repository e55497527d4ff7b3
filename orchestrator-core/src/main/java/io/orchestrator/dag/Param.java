package io.orchestrator.dag;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Words and limits for one field of a params record. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Param {
  /** Label in the trigger form; the field's name when empty. */
  String title() default "";

  String description() default "";

  /** Least allowed value, inclusive. */
  double min() default Double.NEGATIVE_INFINITY;

  /** Greatest allowed value, inclusive. */
  double max() default Double.POSITIVE_INFINITY;

  /** The only allowed texts, when given. */
  String[] oneOf() default {};
}
