package io.orchestrator.web.ui.run;

import java.util.Locale;

/** What a question may take along or leave out; its field has the name in small letters. */
enum Along {
  BELOW,
  ABOVE,
  EARLIER,
  LATER,
  /** Only what failed, or did not run because something above had. */
  FAILED,
  /** Without what runs now. */
  LEAVE;

  String field() {
    return name().toLowerCase(Locale.ROOT);
  }
}
