import { render } from "preact";
import "../shared/tokens.css";

const root = document.getElementById("root");
if (root) render(<p>…</p>, root);
