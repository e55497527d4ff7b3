package io.orchestrator.web.ui.view;

import org.jspecify.annotations.Nullable;

/** The login page. */
public record LoginView(
    String version, @Nullable String goesTo, @Nullable String notice, @Nullable String error) {}
