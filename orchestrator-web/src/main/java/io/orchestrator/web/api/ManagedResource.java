package io.orchestrator.web.api;

import io.orchestrator.administration.Kind;
import io.orchestrator.administration.Managed;
import io.orchestrator.store.ManagedStore;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The things of one kind that admins manage, over REST: made, changed and deleted by one rule. */
final class ManagedResource<T extends Managed> {
  private final Kind kind;
  private final ManagedStore<T> store;
  private final JsonMapper json;
  private final List<String> fields;

  /**
   * @param fields names of the fields in a body, beside the name of the thing
   */
  ManagedResource(Kind kind, ManagedStore<T> store, JsonMapper json, List<String> fields) {
    this.kind = kind;
    this.store = store;
    this.json = json;
    this.fields = new ArrayList<>(fields);
    this.fields.add(kind.nameField());
    this.fields.add("team_name");
  }

  T find(String name) {
    return store.find(name).orElseThrow(() -> ApiException.notFound(kind.word(), name));
  }

  /** The fields of something new. */
  Fields fields(ObjectNode body) {
    return withoutTeam(new Fields(json, body, fields, List.of()));
  }

  /** The fields of a change of what has this name, which it keeps. */
  Fields fields(ObjectNode body, String name, HttpServletRequest request) {
    Fields changed = new Fields(json, body, fields, new ListParameters(request).all(Patches.MASK));
    Patches.requireSame(kind.nameField(), changed.given(kind.nameField(), String.class), name);
    return withoutTeam(changed);
  }

  private static Fields withoutTeam(Fields fields) {
    Patches.refuseTeam(fields.given("team_name", String.class));
    return fields;
  }

  T create(T value, Principal caller) {
    if (store.create(value, caller.getName())) {
      return value;
    }
    String word = kind.word();
    throw ApiException.conflict(
        word + "_exists",
        kind.taken(value.name()).message() + " It was not changed.",
        "PATCH /api/v2/" + word + "s/" + value.name() + " changes it.");
  }

  T save(T value, Principal caller) {
    store.save(value, caller.getName());
    return value;
  }

  void delete(String name, Principal caller) {
    kind.undeletable(name)
        .ifPresent(
            problem -> {
              throw ApiException.badRequest(kind.word() + "_is_default", problem.message());
            });
    if (!store.delete(name, caller.getName())) {
      throw ApiException.notFound(kind.word(), name);
    }
  }
}
