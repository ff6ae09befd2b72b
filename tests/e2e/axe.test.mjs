// axe on every screen and state, on a desktop: no violation. With axe_phone.test.mjs each state is seen in both themes, both languages and
// in forced colours at least once; not in all of these together, which would show nothing more.
import { everyEmptyScreen, everyState } from "./support/axe.mjs";

for (const way of [{ theme: "light", lang: "zh" }, { theme: "dark", lang: "en" }]) {
  everyState({ device: "desktop", ...way });
  everyEmptyScreen({ device: "desktop", ...way });
}
everyState({ device: "desktop", theme: "light", lang: "en", forcedColors: "active" });
