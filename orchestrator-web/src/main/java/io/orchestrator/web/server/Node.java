package io.orchestrator.web.server;

import io.orchestrator.store.Member.Identity;
import io.orchestrator.store.Member.Role;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.UUID;

/**
 * This server process among others on the same database.
 *
 * @param name unique over processes and restarts
 */
record Node(String name, String hostname, long pid) {
  static Node ofThisProcess() {
    long pid = ProcessHandle.current().pid();
    String host = hostName();
    String distinct = UUID.randomUUID().toString().substring(0, 8);
    return new Node(host + "-" + pid + "-" + distinct, host, pid);
  }

  /** A part of this process as a member: its name ends with its role. */
  Identity member(Role role) {
    return new Identity(name + "-" + role.text(), role, hostname, pid, 0, List.of());
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
