import type { Texts } from "./en.ts";
import { auditZh } from "./zh-audit.ts";
import { mailTextsZh } from "./zh-mail-texts.ts";
import { brandingZh } from "./zh-branding.ts";
import { detailsZh } from "./zh-details.ts";
import { mfaZh } from "./zh-mfa.ts";
import { passwordsZh } from "./zh-passwords.ts";
import { shellZh } from "./zh-shell.ts";
import { settingsZh } from "./zh-settings.ts";
import { stepUpZh } from "./zh-step-up.ts";
import { supportZh } from "./zh-support.ts";
import { usersZh } from "./zh-users.ts";

export const zh: Texts = {
  ...auditZh,
  ...brandingZh,
  ...detailsZh,
  ...mfaZh,
  ...mailTextsZh,
  ...passwordsZh,
  ...shellZh,
  ...stepUpZh,
  ...settingsZh,
  ...usersZh,
  ...supportZh,
  product: "Ostiary",
  productConsole: "Ostiary 控制台",
  roles: { ADMIN: "管理员", HELPDESK: "服务台", AUDITOR: "审计员" },
  factors: { OTP: "OTP", EMAIL: "邮箱验证码" },
  actions: {
    cancel: "取消",
    close: "关闭",
    save: "保存",
    saving: "正在保存…",
    working: "正在处理…",
    create: "创建",
    creating: "正在创建…",
    more: "显示更多",
    loading: "正在加载…",
    again: "重试",
    clear: "清除",
    copy: "复制",
    copied: "已复制",
    notCopied: "浏览器不允许此页面复制，请选中文字后自行复制。",
  },
  applications: {
    title: "应用",
    lead: "每个应用都有自己的登录地址，并各自决定启用哪些二次认证方式。",
    search: "搜索应用",
    caption: "应用，最新的在前",
    name: "名称",
    clientId: "客户端 ID",
    factors: "二次认证",
    created: "创建时间",
    passwordOnly: "仅密码",
    emptyTitle: "还没有应用",
    emptyBody: "请创建第一个应用。用户通过 /login?client_id=… 登录，地址中包含您设定的客户端 ID。",
    nothing: (search) => `没有与“${search}”匹配的应用。`,
    clearSearch: "清除搜索",
    find: "查找应用",
    found: (count) => `${count} 个应用`,
    newest: (count) => `仅列出最新的 ${count} 个，请输入名称或客户端 ID 的一部分。`,
    create: "创建应用",
    createLead: "用户的登录地址中包含客户端 ID，创建后不可更改。",
    clientIdHint: "可用字母、数字和 - . _ ~。留空则自动生成。",
    clientIdTaken: "该客户端 ID 已被其他应用使用。",
    clientIdInvalid: "请使用 1 到 64 个字母、数字或 - . _ ~，首尾须为字母或数字。",
    nameMissing: "请输入名称。",
    nameInvalid: "请使用 1 到 100 个可显示的字符。",
    made: (name) => `已创建 ${name}。`,
    overview: "概览",
    configuration: "配置",
    sections: "应用的各个部分",
    loginAddress: "登录地址",
    loginAddressHint: "该应用的用户在此登录。",
    mfaLink: "配置多因素认证",
    builtIn: "内置",
  },
};
