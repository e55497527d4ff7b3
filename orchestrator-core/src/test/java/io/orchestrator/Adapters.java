package io.orchestrator;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.orchestrator.testkit.HouseRules;
import java.util.List;

/** One slice for each adapter; all other classes are in none. */
record Adapters(HouseRules house, List<String> packages) implements SliceAssignment {
  @Override
  public SliceIdentifier getIdentifierOf(JavaClass type) {
    for (String name : packages) {
      if (PackageMatcher.of(house.packages(name)[0]).matches(type.getPackageName())) {
        return SliceIdentifier.of(name);
      }
    }
    return SliceIdentifier.ignore();
  }

  @Override
  public String getDescription() {
    return "adapters";
  }
}
