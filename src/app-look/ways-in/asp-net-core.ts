import { defineWayIn } from "../way-in.js";

export default defineWayIn({
  name: "ASP.NET Core",
  starts: ["/MicrosoftIdentity/Account/SignIn", "/Account/Login", "/signin-oidc"],
  cookie: /^\.AspNetCore\.(OpenIdConnect|Correlation)/,
  callback: /\/signin-oidc$/,
  authMethod: "client_secret_post",
  configuration: { oidc: "aspnet-oidc" },
});
