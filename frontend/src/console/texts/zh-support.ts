import type { Catalogue } from "../../shared/texts.ts";
import type { supportEn } from "./en-support.ts";

export const supportZh: Catalogue<typeof supportEn> = {
  support: {
    own: "这是您自己的账号，须由其他管理员更改其二次认证。",
    readOnly: (role) => `只读：${role}角色不能更改用户的二次认证。`,
    reason: "原因（可选）",
    reasonHint: "将保留在日志中供其他管理员查看，最多 200 个字符。",
    reasonInvalid: "请在一行内输入最多 200 个字符。",
    otherSessions: "该用户的其他会话",
    sessionsStay: "保持登录",
    sessionsEnd: "在所有应用中立即结束",
    end: "结束时间",
    noEnd: "直到有人将其关闭",
    span: (hours, when) => `${hours < 48 ? `${hours.toString()} 小时` : `${(hours / 24).toString()} 天`}后：${when}`,
    pick: "自选时间…",
    until: "绕过的结束时间",
    untilInvalid: "请选择从现在起一年之内的时间。",
  },
  sessions: {
    title: "会话",
    none: "当前未在任何应用登录。",
    way: "登录方式",
    signedIn: "登录时间",
    lastSeen: "最近活动",
    current: "当前会话",
    password: "密码",
    otp: "密码和身份验证器",
    email: "密码和邮箱验证码",
    signOutEverywhere: "退出所有登录",
    endTitle: (email) => `让 ${email} 退出所有登录？`,
    endBody: "该用户在所有应用中的会话将立即结束，正在进行的登录也将中止。",
    ended: (count) => `已结束 ${count.toString()} 个会话。`,
    ownTitle: "退出所有登录？",
    ownBody: "您在所有应用和浏览器中的会话将立即结束，包括当前会话。",
  },
};
