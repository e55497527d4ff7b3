package io.orchestrator.web.ui.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Zone and colours of this browser. */
public record SettingsView(
    String zone, List<String> zones, @Nullable String theme, @Nullable String error) {}
