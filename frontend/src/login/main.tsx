import { render } from "preact";
import { detectLocale, type Locale } from "../shared/locale.ts";
import { chooseLocale, speak } from "./language.ts";
import { Login } from "./Login.tsx";
import "./login.css";

const root = document.getElementById("root");
const clientId = new URLSearchParams(location.search).get("client_id") ?? "";

/** Draws the login in `locale`; drawn again in another language, it keeps its stage and entries. */
async function show(locale: Locale): Promise<void> {
  const texts = await speak(locale);
  if (!root) return;
  const onLocale = (other: Locale): void => {
    chooseLocale(other);
    void show(other);
  };
  render(<Login {...{ clientId, locale, texts, onLocale }} />, root);
}

void show(detectLocale());
