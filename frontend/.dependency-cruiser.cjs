/** Who may import whom, top to bottom: app > panels | canvas > document | run > api | live | ui > contract. */
const layers = [["app"], ["panels", "canvas"], ["document", "run"], ["api", "live", "ui"], ["contract"]];

const upward = layers.flatMap((names, depth) =>
  names.map((name) => {
    const above = layers.slice(0, depth).flat();
    const beside = depth === 2 ? [] : names.filter((other) => other !== name);
    return {
      name: `${name}-imports-only-downward`,
      severity: "error",
      from: { path: `^src/${name}/` },
      to: { path: `^src/(${[...above, ...beside].join("|")})/` },
    };
  }),
);

module.exports = {
  forbidden: [
    ...upward.filter((rule) => !rule.to.path.includes("()")),
    {
      name: "only-the-canvas-knows-react-flow",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/canvas/" },
      to: { path: "@xyflow/react" },
    },
    {
      name: "the-document-knows-no-react",
      severity: "error",
      from: { path: "^src/document/", pathNot: "\\.test\\.tsx?$" },
      to: { path: "node_modules/react" },
    },
    {
      name: "no-circles",
      severity: "error",
      // A form holds fields, and a field may hold a form.
      from: { pathNot: "^src/panels/inspector/form/" },
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types", "default"] },
  },
};
