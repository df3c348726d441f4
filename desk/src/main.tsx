/** The desk's page: begins it. */

import { render } from "preact";
import "./desk.css";
import { readFacts } from "./facts.ts";
import { App } from "./shell/app.tsx";
import { beginIn, direction, language } from "./texts/texts.ts";

const facts = readFacts(document);
beginIn(facts.site.language, localStorage);
document.documentElement.lang = language();
document.documentElement.dir = direction();
const place = document.getElementById("desk");
if (place) render(<App facts={facts} />, place);
