import auditLog from "./examples/AuditLog.graphql?raw";
import beginOtpBinding from "./examples/BeginOtpBinding.graphql?raw";
import confirmOtpBinding from "./examples/ConfirmOtpBinding.graphql?raw";
import sendEmailCode from "./examples/SendEmailCode.graphql?raw";
import startLogin from "./examples/StartLogin.graphql?raw";
import users from "./examples/Users.graphql?raw";
import verifyFactor from "./examples/VerifyFactor.graphql?raw";
import viewer from "./examples/Viewer.graphql?raw";

export interface Example {
  query: string;
  variables?: string;
}

const example = (query: string, variables?: Record<string, unknown>): Example =>
  variables ? { query, variables: JSON.stringify(variables, null, 2) } : { query };

/** What the tabs hold at first. The server runs one operation per document, so each has a tab of its own. */
export const examples: Example[] = [
  example(viewer),
  example(users, { first: 20, search: "" }),
  example(startLogin, { clientId: "demo", email: "new@example.com", password: "" }),
  example(sendEmailCode, { challenge: "" }),
  example(beginOtpBinding, { challenge: "" }),
  example(confirmOtpBinding, { challenge: "", code: "", emailCode: "" }),
  example(verifyFactor, { challenge: "", kind: "OTP", code: "" }),
  example(auditLog, { first: 20, filter: { category: "USER_BEHAVIOR" } }),
];
