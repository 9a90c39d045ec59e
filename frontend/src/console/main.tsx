import { CSPProvider } from "@base-ui/react/csp-provider";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Router } from "wouter";
import "../shared/tokens.css";
import { Entrance } from "./Entrance.tsx";
import { AnnouncerProvider } from "./parts/Announcer.tsx";
import { createQueryClient } from "./requests.ts";
import { aroundNavigation } from "./shell/leaving.ts";
import { LanguageProvider } from "./texts/context.tsx";
import "./styles/foundation.css";
import "./styles/parts.css";
import "./styles/fields.css";
import "./styles/states.css";
import "./styles/dialog.css";
import "./styles/table.css";
import "./styles/pages.css";
import "./styles/filters.css";
import "./styles/users.css";
import "./styles/chart.css";

const queryClient = createQueryClient();

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <CSPProvider disableStyleElements>
        <QueryClientProvider client={queryClient}>
          <LanguageProvider>
            <AnnouncerProvider>
              <Router aroundNav={aroundNavigation}>
                <Entrance />
              </Router>
            </AnnouncerProvider>
          </LanguageProvider>
        </QueryClientProvider>
      </CSPProvider>
    </StrictMode>,
  );
}
