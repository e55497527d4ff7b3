package io.orchestrator.web;

import io.orchestrator.scheduler.Bell;

/** For pages and API alone: there is no scheduler to tell. */
public final class SilentBell implements Bell {
  @Override
  public void wake() {}

  @Override
  public void wake(long runPk) {}
}
