/** Lists answer with the newest ones only. */
export const listLimit = 200;
