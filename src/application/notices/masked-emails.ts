const ADDRESS = /[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/g;

/**
 * `w***@example.cn` for every address in a text, such as a mail server's answer: enough to know whom an operator asks
 * about, and no address.
 */
export function maskedEmails(text: string): string {
  return text.replaceAll(ADDRESS, (address) => `${address.slice(0, 1)}***${address.slice(address.lastIndexOf('@'))}`);
}
