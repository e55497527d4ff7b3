package io.orchestrator.web.security;

import io.orchestrator.administration.User.Role;
import io.orchestrator.store.ManagedStore;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;

/** Our users as Spring Security sees them. */
record StoredUsers(ManagedStore<io.orchestrator.administration.User> users) {
  Optional<UserDetails> find(String username) {
    return users.find(username).map(StoredUsers::details);
  }

  static UserDetails details(io.orchestrator.administration.User user) {
    return new User(user.username(), user.passwordHash(), authorities(user.role()));
  }

  /** Each role includes the ones before it. */
  static List<GrantedAuthority> authorities(Role role) {
    return Arrays.stream(Role.values())
        .filter(r -> r.compareTo(role) <= 0)
        .<GrantedAuthority>map(r -> new SimpleGrantedAuthority("ROLE_" + r.name()))
        .toList();
  }
}
