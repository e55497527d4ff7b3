package io.orchestrator.web.security;

import io.orchestrator.store.UserStore;
import io.orchestrator.store.UserStore.Role;
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
  private final UserStore users;

  StoredUsers(UserStore users) {
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
