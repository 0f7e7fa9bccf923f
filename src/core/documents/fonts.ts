import { createRequire } from "node:module";

const { resolve } = createRequire(import.meta.url);

/**
 * Tinos, the metric twin of Times New Roman that Decree 30/2020 asks for: regular,
 * italic, bold, bold italic. All four cover Vietnamese.
 */
export const fontFiles = [
  "400Regular/Tinos_400Regular",
  "400Regular_Italic/Tinos_400Regular_Italic",
  "700Bold/Tinos_700Bold",
  "700Bold_Italic/Tinos_700Bold_Italic",
].map((name) => resolve(`@expo-google-fonts/tinos/${name}.ttf`));
