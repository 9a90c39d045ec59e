// 修改密码与弱密码提示的中文文案；句子与 en-passwords.ts 一一对应。
import type { Catalogue } from "../../shared/texts.ts";
import type { passwordsEn } from "./en-passwords.ts";

export const passwordsZh: Catalogue<typeof passwordsEn> = {
  passwords: {
    change: "修改密码",
    lead: "您在所有应用中的其他会话将结束，第二步验证保持不变。",
    current: "当前密码",
    next: "新密码",
    hint: "8 到 256 个字符，可以是一句话。",
    currentMissing: "请输入当前密码。",
    wrong: "当前密码不正确。",
    limited: (wait) => `尝试次数过多，请在 ${wait} 后重试。`,
    changed: "密码已修改。",
    refused: {
      WELL_KNOWN: "很多人使用此密码，请另选一个。",
      PERSONAL: "邮箱或应用名称容易被猜到，请另选密码。",
      UNCHANGED: "这是您现在的密码，请另选一个。",
    },
  },
};
