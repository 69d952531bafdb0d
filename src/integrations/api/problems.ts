import { Problem } from "../../problem.js";

export const serviceWithoutCredentials = () =>
  new Problem(
    "SERVICE_WITHOUT_CREDENTIALS",
    2,
    "Client authentication none does not go with an API service",
    "it speaks for itself alone, so it must prove that it is itself",
    "leave --auth-method out (a client secret), or --auth-method private_key_jwt with its keys",
  );
