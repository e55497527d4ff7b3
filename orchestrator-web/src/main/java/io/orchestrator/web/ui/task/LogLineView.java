package io.orchestrator.web.ui.task;

import java.util.List;

/**
 * One line of a log as a row.
 *
 * @param number counts from 1
 * @param frame what it is of a stack trace
 */
public record LogLineView(
    long number,
    String css,
    String iso,
    String time,
    String level,
    List<LogRun> text,
    StackFold.Kind frame) {}
