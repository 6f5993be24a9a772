export * from "./advice";
export { type Asking, ask, type Working } from "./asking";
export { ApiError, csrfToken, request, url } from "./client";
export * from "./diagrams";
export * from "./experiments";
export * from "./past";
export * from "./runs";
export * from "./studies";
export type * from "./types";
