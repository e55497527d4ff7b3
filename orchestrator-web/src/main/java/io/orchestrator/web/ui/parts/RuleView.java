package io.orchestrator.web.ui.parts;

/**
 * A rule that lets something go on or holds it.
 *
 * @param css state whose glyph stands before a holding rule
 * @param more second line, may be empty
 */
public record RuleView(boolean met, String css, String text, String more) {}
