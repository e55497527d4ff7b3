package io.orchestrator.dag;

import io.orchestrator.operator.TaskBody;
import io.orchestrator.operator.TaskContext;
import io.orchestrator.operator.TaskOutcome;
import java.util.ArrayList;
import java.util.List;

/** A branch with two sides. Its result is the answer. */
public final class WhenRef extends TaskHandle<Boolean, WhenRef> {
  private final Body body;

  WhenRef(TaskDraft draft, Body body) {
    super(draft, Boolean.class);
    this.body = body;
  }

  @Override
  WhenRef self() {
    return this;
  }

  /** What runs when the condition holds; the other side is skipped. */
  @Override
  public WhenRef then(Node... targets) {
    return set(() -> body.yes.addAll(Branches.lead(this, "yes", targets)));
  }

  /** What runs when the condition does not hold. */
  public WhenRef otherwise(Node... targets) {
    return set(() -> body.no.addAll(Branches.lead(this, "no", targets)));
  }

  /** Asks, and follows one side. */
  static final class Body implements TaskBody {
    private final String taskId;
    private final Question question;
    private final List<String> yes = new ArrayList<>();
    private final List<String> no = new ArrayList<>();

    Body(String taskId, Question question) {
      this.taskId = taskId;
      this.question = question;
    }

    @Override
    public TaskOutcome run(TaskContext context) throws Exception {
      boolean answer = question.ask(context);
      return Branches.follow(taskId, answer, answer ? yes : no);
    }
  }
}
