import { createTheme, type MantineColorsTuple } from "@mantine/core";

const leaf: MantineColorsTuple = [
  "#f1f7f2",
  "#e2efe6",
  "#c3dccc",
  "#9dc5ad",
  "#72a98b",
  "#45876a",
  "#1f6a4a",
  "#17533a",
  "#12422f",
  "#0f3325",
];

/** Signed-in work: the public side's colours and type, denser. */
export const officeTheme = createTheme({
  primaryColor: "leaf",
  primaryShade: 7,
  colors: { leaf },
  fontFamily: '"Be Vietnam Pro", "Segoe UI", Roboto, "Noto Sans", sans-serif',
  headings: {
    fontFamily: '"Be Vietnam Pro", "Segoe UI", Roboto, "Noto Sans", sans-serif',
    fontWeight: "600",
  },
  defaultRadius: "sm",
  autoContrast: true,
  components: {
    // A span: it stands in lines of text, where a browser ends a paragraph before a div.
    Badge: {
      defaultProps: { component: "span", tt: "none", variant: "light", miw: "max-content" },
    },
    Button: { defaultProps: { size: "sm" } },
    Table: { defaultProps: { verticalSpacing: 6, horizontalSpacing: "sm" } },
  },
});
