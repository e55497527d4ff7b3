package io.orchestrator.web.ui.text;

/**
 * One moment on a page.
 *
 * @param iso for machines
 * @param text in the reader's zone
 * @param relative {@code 12 min ago}, {@code in 1 h 45 m}
 * @param title in the reader's zone and in UTC
 */
public record TimeView(String iso, String text, String relative, String title) {}
