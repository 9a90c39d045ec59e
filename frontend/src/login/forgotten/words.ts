// The sentences about a forgotten password, in both languages: they are loaded with their screens, by few.
import type { RefusedPasswordReason } from "./gql/graphql.ts";
import type { Locale } from "../../shared/locale.ts";

export interface Words {
  requestTitle: string;
  requestText: string;
  send: string;
  sentTitle: string;
  sentText: string;
  back: string;
  resetTitle: string;
  rules: string;
  newPassword: string;
  set: string;
  tooShort: string;
  refused: Record<RefusedPasswordReason, string>;
  doneTitle: string;
  doneText: string;
  expiredTitle: string;
  expiredText: string;
  newLink: string;
}

export const words: Record<Locale, Words> = {
  en: {
    requestTitle: "Forgot your password?",
    requestText: "Enter your email. We mail you a link to set a new password.",
    send: "Send link",
    sentTitle: "Check your mailbox",
    sentText: "If there is an account for this address, we have mailed a link. It works once, for 30 minutes.",
    back: "Back to sign-in",
    resetTitle: "Set a new password",
    rules: "8 to 256 characters, not one that is easily guessed. A sentence is good.",
    newPassword: "New password",
    set: "Set password",
    tooShort: "Use 8 to 256 characters.",
    refused: {
      WELL_KNOWN: "Many people use this password. Choose another one.",
      PERSONAL: "Your address or an application’s name is easily guessed. Choose another password.",
      UNCHANGED: "This is the password you have. Choose another one.",
    },
    doneTitle: "Your password is set",
    doneText: "All your sessions have ended. Sign in with the new password; the second step stays as it is.",
    expiredTitle: "This link does not work any more",
    expiredText: "It was used, replaced by a later one, or is older than 30 minutes.",
    newLink: "Ask for a new link",
  },
  zh: {
    requestTitle: "忘记密码？",
    requestText: "请输入邮箱，我们会发送用于设置新密码的链接。",
    send: "发送链接",
    sentTitle: "请查看邮箱",
    sentText: "如果该邮箱有账号，我们已发送链接。链接仅可使用一次，30 分钟内有效。",
    back: "返回登录",
    resetTitle: "设置新密码",
    rules: "8 到 256 个字符，不要使用容易被猜到的密码，可以是一句话。",
    newPassword: "新密码",
    set: "设置密码",
    tooShort: "请使用 8 到 256 个字符。",
    refused: {
      WELL_KNOWN: "很多人使用此密码，请另选一个。",
      PERSONAL: "您的邮箱或应用名称容易被猜到，请另选密码。",
      UNCHANGED: "这是您现在的密码，请另选一个。",
    },
    doneTitle: "密码已设置",
    doneText: "您的所有会话已结束。请使用新密码登录，第二步验证保持不变。",
    expiredTitle: "链接已失效",
    expiredText: "链接已被使用、被新的链接取代，或已超过 30 分钟。",
    newLink: "重新获取链接",
  },
};
