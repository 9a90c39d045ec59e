import type { Catalogue } from "../../shared/texts.ts";
import type { mfaEn } from "./en-mfa.ts";
import { spaced } from "./spaced.ts";

const written = (count: number) => count.toLocaleString("zh-CN");

export const mfaZh: Catalogue<typeof mfaEn> = {
  mfa: {
    security: "安全设置",
    title: "多因素认证",
    management: "认证因素管理",
    lead: "输入密码后，用户可使用任一已启用的方式完成验证。",
    OTP: "每 30 秒更新一次，可使用 Google、Microsoft 或腾讯身份验证器。",
    EMAIL: "适用于没有身份验证器应用的用户。安全性低于 OTP：能查看邮件的人即可获得验证码。",
    state: (kind, count) =>
      kind === "OTP"
        ? `OTP：使用身份验证器应用的动态验证码。${count === 0 ? "尚无用户绑定。" : `${written(count)} 位用户已绑定。`}`
        : `邮箱验证码：通过邮件发送验证码。${count === 0 ? "尚无用户使用。" : `${written(count)} 位用户已使用。`}`,
    bound: (kind, count) => {
      const done = kind === "OTP" ? "绑定" : "使用过邮箱验证码";
      return count === 0 ? `尚无用户${done}。` : `${written(count)} 位用户已${done}。`;
    },
    savedBy: (by, when) => `${when}由 ${by} 更改。`,
    savedAt: (when) => `最近更改：${when}。`,
    mailMissing: "尚未配置邮件服务器，暂时无法发送邮件。",
    mailFailing: (when) => `最近一封邮件发送失败（${when}），请检查邮件服务器。`,
    mailForOtp: "首次绑定 OTP 还需要邮件验证码。",
    passwordOnly: "用户将仅使用密码登录。",
    readOnly: (role) => `只读：${role}不能更改认证因素。`,
    unsaved: (list) => `未保存的更改：${list}`,
    change: (factor, on) => `${on ? "开启" : "关闭"}${spaced(factor)}`,
    separator: "、",
    staged: "仅您可见，保存前不影响任何用户。",
    nothingRemoved: (kind) =>
      kind === "OTP" ? "尚无用户绑定 OTP，不会删除任何绑定。" : "尚无用户使用邮箱验证码，不会删除任何绑定。",
    on: "已开启",
    off: "已关闭",
    discard: "放弃",
    discarded: "已放弃更改。",
    saved: "已保存，将在下次登录时生效。",
    savedRemoved: (count) => `已保存，将在下次登录时生效。已删除 ${written(count)} 个绑定。`,
    removalTitle: (factors, name) => `关闭 ${name} 的${spaced(factors)}？`,
    removalAnd: " 和",
    removalBefore: "已有 ",
    removalCount: (count, kind) => (kind ? `${written(count)} 位用户` : `${written(count)} 个绑定`),
    removalLead: (_count, kind) => {
      if (kind === "OTP") return "绑定 OTP。关闭后将删除全部绑定且无法恢复；再次开启后用户需重新绑定。";
      if (kind === "EMAIL") return "使用邮箱验证码。关闭后将删除全部绑定且无法恢复。";
      return "（OTP 和邮箱验证码）。两者均关闭后将删除全部绑定且无法恢复；再次开启 OTP 后用户需重新绑定。";
    },
    removalConfirm: (count) => `关闭并删除 ${written(count)} 个绑定`,
    removalType: "请输入应用名称以确认",
    removalTypeHint: (name) => `应用名称：${name}`,
    removalMistyped: (name) => `请输入 ${name}，须与此处完全一致。`,
    conflictTitle: "其他管理员已先行保存",
    conflictBody: (by, when) => `${when}由${spaced(by)}${/\w$/.test(by) ? " " : ""}更改。`,
    conflictState: (factor, on) => `${factor}${/\w$/.test(factor) ? " " : ""}现为${on ? "开启" : "关闭"}状态。您的更改均未生效。`,
    conflictReloadHint: "“重新加载”将放弃您的更改，“覆盖”则仍然应用您的更改。",
    somebody: "其他管理员",
    conflictReload: "重新加载",
    conflictOverwrite: "覆盖",
    leaveTitle: "尚未保存，确定离开？",
    leaveBody: (list) => `${list}：尚未保存。更改将仅为您保留，保存前不影响任何用户。`,
    leaveStay: "留在此页",
    leaveGo: "离开",
    leaveDiscard: "放弃更改并离开",
  },
};
