import { render } from "preact";
import { type Locale, wantedLocale } from "../shared/locale.ts";
import { openDoor } from "./door.ts";
import { chooseLocale, speak } from "./language.ts";
import { Login } from "./Login.tsx";
import { Visit } from "./visit.ts";
import "./login.css";

const root = document.getElementById("root");
const visit = new Visit(new URLSearchParams(location.search).get("client_id") ?? "", draw);
let isOpen = false;

/** Draws the stage in the language that is spoken; the page of login.html waits until there is one. */
function draw(): void {
  if (root && isOpen) render(<Login stage={visit.stage} onLocale={choose} />, root);
}

/** Drawn again in another language, the login keeps its stage and entries. */
async function show(locale: Locale): Promise<void> {
  openDoor({ locale, texts: await speak(locale), visit });
  isOpen = true;
  draw();
}

function choose(locale: Locale): void {
  chooseLocale(locale);
  void show(locale);
}

/** The server is asked while the words are on their way; only who wants none of our languages waits for its answer. */
async function begin(): Promise<void> {
  const entered = visit.enter();
  const wanted = wantedLocale();
  if (!wanted) await entered;
  await show(wanted ?? visit.defaultLocale);
}

void begin();
