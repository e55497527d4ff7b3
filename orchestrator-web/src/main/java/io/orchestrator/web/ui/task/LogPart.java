package io.orchestrator.web.ui.task;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a log on its page: lines, as rows of a short log or in blocks of a long one, or what is
 * left out between two parts.
 */
public record LogPart(List<LogLineView> lines, List<LogBlock> blocks, @Nullable Gap gap) {
  /** Blocks that a browser lays out together, when they come into view. */
  private static final int PER_SHEET = 10;

  /**
   * Lines that are not shown.
   *
   * @param nextHref the page with the first of them
   * @param previousHref the page with the last of them
   * @param small whether all of them can be shown
   */
  public record Gap(
      long from, long to, String words, String nextHref, String previousHref, boolean small) {}

  /** The blocks by what is laid out together: a browser keeps watch over each sheet. */
  public List<List<LogBlock>> sheets() {
    List<List<LogBlock>> sheets = new ArrayList<>();
    for (int from = 0; from < blocks.size(); from += PER_SHEET) {
      sheets.add(blocks.subList(from, Math.min(blocks.size(), from + PER_SHEET)));
    }
    return sheets;
  }

  /** The rows, frames of libraries folded. */
  public List<StackFold.Lines> folds() {
    return StackFold.of(lines);
  }

  static LogPart rows(List<LogLineView> lines) {
    return new LogPart(lines, List.of(), null);
  }

  static LogPart blocks(List<LogBlock> blocks) {
    return new LogPart(List.of(), blocks, null);
  }

  static LogPart gap(Gap gap) {
    return new LogPart(List.of(), List.of(), gap);
  }
}
