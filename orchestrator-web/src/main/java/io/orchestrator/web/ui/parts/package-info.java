/**
 * What several pages show: lists of runs, the audit log, reasons to wait, and the words of a run or
 * task. It knows no page.
 */
@NullMarked
package io.orchestrator.web.ui.parts;

import org.jspecify.annotations.NullMarked;
