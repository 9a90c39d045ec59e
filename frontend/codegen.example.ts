// The TypeScript example's operations, typed as the pages' own are. No part of the pages' build.
import pages, { typed } from "./codegen.ts";

export default { ...pages, generates: typed("../examples/typescript") };
