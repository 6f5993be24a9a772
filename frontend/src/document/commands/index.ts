export * from "./edges";
export * from "./eventTypes";
export * from "./fields";
export * from "./fragments";
export * from "./nodes";
export * from "./removal";
