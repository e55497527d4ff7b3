package io.orchestrator.web.ui.task;

import java.util.List;

/**
 * Some lines of a long log as one text: a page holds tens of thousands of lines with few elements,
 * and what is not in view is not laid out.
 *
 * @param first number of its first line
 * @param numbers of its lines, one below the other
 * @param wide characters of its longest line
 */
public record LogBlock(long first, String numbers, int wide, List<LogRun> runs) {}
