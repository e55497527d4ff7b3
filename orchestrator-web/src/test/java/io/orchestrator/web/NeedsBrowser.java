package io.orchestrator.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** A test with a {@link RealChromium}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@DisabledIfSystemProperty(
    named = "browser",
    matches = "off",
    disabledReason = "-Dbrowser=off leaves the browser tests out")
public @interface NeedsBrowser {}
