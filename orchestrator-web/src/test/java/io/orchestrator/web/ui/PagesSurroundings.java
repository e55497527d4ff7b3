package io.orchestrator.web.ui;

import io.orchestrator.scheduler.Explainer;
import io.orchestrator.scheduler.Orders;
import io.orchestrator.scheduler.OrdersInRuns;
import io.orchestrator.scheduler.TriggerRate;
import io.orchestrator.scheduler.Undo;
import io.orchestrator.store.Store;
import io.orchestrator.web.SilentBell;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/**
 * What pages need beside a store: people's orders, and an admin who is signed in. Imported, so that
 * a real server in the same tests does not find it.
 */
public class PagesSurroundings {

  @Bean
  Explainer explainer(Store store) {
    return new Explainer(store);
  }

  @Bean
  Orders orders(Store store) {
    return new Orders(store, new SilentBell());
  }

  @Bean
  OrdersInRuns ordersInRuns(Store store) {
    return new OrdersInRuns(store, new SilentBell());
  }

  @Bean
  TriggerRate triggerRate(InstantSource clock) {
    return new TriggerRate(100, clock);
  }

  @Bean
  Undo undo(Store store) {
    return new Undo(store, new SilentBell(), Undo.USUAL);
  }

  @Bean
  Supplier<UUID> ids() {
    return UUID::randomUUID;
  }

  @Bean
  SecurityFilterChain chain(HttpSecurity http) throws Exception {
    return http.authorizeHttpRequests(a -> a.anyRequest().permitAll())
        .addFilterBefore(
            (request, response, chain) -> {
              SecurityContextHolder.getContext()
                  .setAuthentication(
                      UsernamePasswordAuthenticationToken.authenticated(
                          "anna",
                          null,
                          AuthorityUtils.createAuthorityList(
                              "ROLE_VIEWER", "ROLE_OPERATOR", "ROLE_ADMIN")));
              chain.doFilter(request, response);
            },
            AuthorizationFilter.class)
        .build();
  }
}
