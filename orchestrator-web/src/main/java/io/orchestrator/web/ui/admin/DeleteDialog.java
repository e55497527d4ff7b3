package io.orchestrator.web.ui.admin;

import io.orchestrator.administration.Kind;
import io.orchestrator.store.Snapshot;
import io.orchestrator.web.ui.parts.ConfirmView;
import io.orchestrator.web.ui.parts.Counts;
import io.orchestrator.web.ui.text.Links;
import io.orchestrator.web.ui.text.StateView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says what deleting a thing would break: who uses it. Its name has to be typed. */
final class DeleteDialog {
  private static final int MOST_USERS = 200;

  private DeleteDialog() {}

  static ConfirmView ask(Snapshot snapshot, Kind kind, String name, @Nullable String error) {
    String list = "/" + kind.word() + "s";
    List<String> users = snapshot.queries().dagsNaming(kind, name, MOST_USERS);
    ConfirmView.Typed typed = new ConfirmView.Typed(name, error);
    return new ConfirmView(
        "Delete " + kind.word() + " " + name,
        new ConfirmView.Form(
            list + "/" + Links.value(name) + "/delete",
            list,
            Map.of(),
            new ConfirmView.Button("Delete 1 " + kind.word(), null, true, typed)),
        List.of(),
        users.stream().map(DeleteDialog::row).toList(),
        new ConfirmView.Words(figure(kind, users.size()), say(snapshot, kind, name), null),
        null);
  }

  private static ConfirmView.Row row(String dagId) {
    return new ConfirmView.Row("", new StateView("none", "DAG"), "", dagId, "uses it");
  }

  private static String figure(Kind kind, int users) {
    String used = users == 0 ? "used by no DAG" : "used by " + Counts.of(users, "DAG");
    return "1 " + kind.word() + ", " + used;
  }

  private static List<String> say(Snapshot snapshot, Kind kind, String name) {
    List<String> say = new ArrayList<>();
    if (kind == Kind.POOL) {
      say.add("Tasks of a pool that does not exist wait until there is one of its name.");
      int load = load(snapshot, name);
      if (load > 0) {
        say.add("Tasks that run or wait now have " + Counts.of(load, "slot") + " of it.");
      }
    } else {
      say.add(
          "DAGs are found by the name in their text. What makes the name only when it runs, or"
              + " lives in a jar, is not.");
    }
    say.add("This cannot be undone.");
    return say;
  }

  private static int load(Snapshot snapshot, String name) {
    return snapshot.queries().pools().stream()
        .filter(load -> load.pool().name().equals(name))
        .mapToInt(load -> load.queuedSlots() + load.runningSlots() + load.scheduledSlots())
        .sum();
  }
}
