import "./workers.ts";
import { createRoot } from "react-dom/client";
import "graphiql/style.css";
import "@graphiql/plugin-explorer/style.css";
import "./page.css";
import { Explorer } from "./Explorer.tsx";

const root = document.getElementById("root");
if (root) createRoot(root).render(<Explorer />);
