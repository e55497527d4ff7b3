package io.orchestrator.tasklog;

class MemoryTaskLogHandlerTest extends TaskLogHandlerContract {
  private final TaskLogHandler handler = new MemoryTaskLogHandler();

  @Override
  protected TaskLogHandler handler() {
    return handler;
  }
}
