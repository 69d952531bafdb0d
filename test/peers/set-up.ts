/** Runs once before the tests of this folder. */
import { installTestPackages } from "./debian.js";

export default function setUp(): void {
  installTestPackages();
}
