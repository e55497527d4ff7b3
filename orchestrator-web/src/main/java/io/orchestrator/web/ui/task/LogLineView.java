package io.orchestrator.web.ui.task;

/** One line of a log, counted from 1. */
public record LogLineView(
    int number, String css, String iso, String time, String level, String text) {}
