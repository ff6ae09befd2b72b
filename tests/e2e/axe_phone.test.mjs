// The same as axe.test.mjs, on a phone.
import { everyEmptyScreen, everyState } from "./support/axe.mjs";

for (const way of [{ theme: "light", lang: "en" }, { theme: "dark", lang: "zh" }]) {
  everyState({ device: "phone", ...way });
  everyEmptyScreen({ device: "phone", ...way });
}
everyState({ device: "phone", theme: "dark", lang: "zh", forcedColors: "active" });
