#!/usr/bin/env bash
# Playwright for Java 1.62.0 with a Chromium (CHROMIUM=PATH, otherwise /usr/bin/chromium), on Java 17 or newer.
#
# Behaviour: in a page whose JavaScript is switched off, a click on an element that is moving at that moment never ends: it hangs
# until its time-out, long after the movement. Before each further trial Playwright waits with setTimeout in the page, and there timers
# do not ring. With JavaScript the same click waits for the end of the animation and succeeds; so it does in both cases when the
# page honours reduced motion and the context asks for it, for then nothing moves.
#
# Output seen: script=true reduced=false clicked; script=false reduced=false hangs; script=false reduced=true clicked
set -euo pipefail
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat > "$work/pom.xml" <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>com.microsoft.playwright</groupId><artifactId>playwright</artifactId><version>1.62.0</version></dependency>
  </dependencies>
</project>
POM

cat > "$work/Finding.java" <<'JAVA'
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

public class Finding {
  private static final String PAGE =
      "data:text/html,<style>button{position:fixed;top:50px;animation:slide 1s}"
          + "@keyframes slide{from{transform:translateY(200px)}}"
          + "@media(prefers-reduced-motion:reduce){button{animation:none}}</style><button>x</button>";

  public static void main(String[] args) {
    var environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    try (Playwright playwright =
        Playwright.create(new Playwright.CreateOptions().setEnv(environment))) {
      Browser browser =
          playwright
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(Path.of(args[0]))
                      .setArgs(List.of("--no-sandbox", "--disable-background-networking")));
      click(browser, true, false);
      click(browser, false, false);
      click(browser, false, true);
    }
  }

  private static void click(Browser browser, boolean script, boolean reduced) {
    var options = new Browser.NewContextOptions().setJavaScriptEnabled(script);
    if (reduced) {
      options.setReducedMotion(ReducedMotion.REDUCE);
    }
    Page page = browser.newContext(options).newPage();
    page.navigate(PAGE);
    String said;
    try {
      page.click("button", new Page.ClickOptions().setTimeout(15_000));
      said = "clicked";
    } catch (TimeoutError e) {
      said = "hangs";
    }
    System.out.println("script=" + script + " reduced=" + reduced + " " + said);
  }
}
JAVA

"$here/../mvnw" -q -f "$work/pom.xml" dependency:copy-dependencies -DoutputDirectory="$work/lib" >&2
java -cp "$work/lib/*" "$work/Finding.java" "${CHROMIUM:-/usr/bin/chromium}" > "$work/seen"
cat "$work/seen"
diff "$work/seen" - <<'SEEN'
script=true reduced=false clicked
script=false reduced=false hangs
script=false reduced=true clicked
SEEN
