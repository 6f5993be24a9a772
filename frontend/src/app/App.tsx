import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { ApiError } from "@/api";
import { Toasts, TooltipProvider } from "@/ui";
import { ComparePage } from "./ComparePage";
import { Editor } from "./Editor";
import { ErrorBoundary } from "./ErrorBoundary";
import { GalleryPage } from "./GalleryPage";
import { pageAt, usePath } from "./navigation";
import { RunsPage } from "./RunsPage";
import { Shared } from "./Shared";
import { Failure } from "./States";

const client = new QueryClient({
  defaultOptions: {
    queries: {
      // Somebody else's or missing stays so; a server that is starting up is asked again.
      retry: (count, error) => count < 2 && !(error instanceof ApiError && error.status >= 400 && error.status < 500),
      refetchOnWindowFocus: false,
    },
  },
});

export function App() {
  return (
    <ErrorBoundary>
      <QueryClientProvider client={client}>
        <TooltipProvider>
          <Page />
          <Toasts />
        </TooltipProvider>
      </QueryClientProvider>
    </ErrorBoundary>
  );
}

function Page() {
  const page = pageAt(usePath());
  switch (page.name) {
    case "gallery":
      return <GalleryPage />;
    case "editor":
      return <Editor id={page.diagram} key={page.diagram} />;
    case "shared":
      return <Shared token={page.token} key={page.token} />;
    case "runs":
      return <RunsPage />;
    case "compare":
      return <ComparePage runs={page.runs} key={page.runs.join()} />;
    case "unknown":
      return <Failure error={new ApiError(404, "There is nothing at this address.")} title="Nothing here" />;
  }
}
