package io.orchestrator.web.ui.run;

import io.orchestrator.web.ui.run.Beside.Changes;
import java.util.List;

/** A question about a run, or a task of it, that may take other runs along. */
interface Asked {
  /** What would change, oldest run first; runs that stay as they are, are left out. */
  List<Changes> changes(Beside beside);

  boolean has(Along one);

  Asked with(Along one, boolean on);
}
