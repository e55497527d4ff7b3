package io.orchestrator.web.security;

import io.orchestrator.administration.User.Role;
import io.orchestrator.store.ManagedStore;
import java.util.Arrays;
import java.util.List;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/** Our users as Spring Security sees them. */
final class StoredUsers implements UserDetailsService {
  private final ManagedStore<io.orchestrator.administration.User> users;

  StoredUsers(ManagedStore<io.orchestrator.administration.User> users) {
    this.users = users;
  }

  @Override
  public UserDetails loadUserByUsername(String username) {
    return users
        .find(username)
        .map(u -> new User(u.username(), u.passwordHash(), authorities(u.role())))
        .orElseThrow(() -> new UsernameNotFoundException("no such user"));
  }

  /** Each role includes the ones before it. */
  static List<GrantedAuthority> authorities(Role role) {
    return Arrays.stream(Role.values())
        .filter(r -> r.compareTo(role) <= 0)
        .<GrantedAuthority>map(r -> new SimpleGrantedAuthority("ROLE_" + r.name()))
        .toList();
  }
}
