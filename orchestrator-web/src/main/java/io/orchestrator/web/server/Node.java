package io.orchestrator.web.server;

import io.orchestrator.scheduler.SchedulerLoop.Member;
import java.net.InetAddress;
import java.net.UnknownHostException;
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

  Member member(String role) {
    return new Member(name + "-" + role, hostname, pid);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
