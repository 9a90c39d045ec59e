import { formatCountdown } from "../../shared/time.ts";
import type { Catalogue } from "../../shared/texts.ts";
import type { stepUpEn } from "./en-step-up.ts";

export const stepUpZh: Catalogue<typeof stepUpEn> = {
  stepUp: {
    title: "验证您的身份",
    lead: "此操作需要在最近五分钟内完成两步验证。验证后会自动继续，页面内容不会丢失。",
    confirm: "确认",
    needed: "未执行：此操作需要重新验证身份。请重试并输入验证码。",
    method: "验证方式",
    otp: "验证器应用",
    otpCode: "验证器应用中的验证码",
    email: "邮箱",
    emailCode: "邮件中的验证码",
    send: "发送邮件验证码",
    resend: "重新发送验证码",
    resendIn: (seconds) => `${seconds < 100 ? `${String(seconds)} 秒` : `${formatCountdown(seconds)} `}后可重新发送`,
    sent: (address, minutes) => `验证码已发送至 ${address}，${String(minutes)} 分钟内有效。`,
    canResend: "现在可以重新发送验证码。",
    limited: "请求过于频繁，请稍后再获取验证码。",
    mailFailed: (reference) => `邮件发送失败。参考编号：${reference}`,
    hint: "验证码输入完整后会自动验证。出错后请点击“确认”。",
    sixDigits: "请输入六位数字。",
    wrong: { WRONG: "验证码不正确。", JUST_EXPIRED: "验证码刚刚过期，请输入当前显示的验证码。", ALREADY_USED: "该验证码已使用，请等待下一个。", CLOCK_OFF: "验证码的时间不符，请将手机时间设为自动。" },
    wrongEmail: { JUST_EXPIRED: "验证码已过期，请重新获取。", ALREADY_USED: "该验证码已使用，请重新获取。" },
    attemptsLeft: (left) => `再错 ${String(left)} 次账号将锁定 1 小时。`,
    both: (sentence, next) => `${sentence.replace(/。$/, "，")}${next}`,
    locked: (end) => `错误次数过多，账号已锁定至 ${end}。您仍保持登录。`,
    lockedForGood: "错误次数过多，账号已锁定，须由管理员解锁。您仍保持登录。",
    over: "本次验证已结束。请取消后重试。",
    unavailable: "该验证方式已不可用。请取消后重试。",
  },
};
