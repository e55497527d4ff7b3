package io.orchestrator.web.ui.shell;

import org.jspecify.annotations.Nullable;

/** The login page. */
public record LoginView(
    String version, @Nullable String goesTo, @Nullable String notice, @Nullable String error) {}
