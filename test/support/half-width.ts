/** What does not stand beside a Chinese character in a Chinese text, where it is ，：；（）. */
export const halfWidth = /\p{Script=Han}[,:;()]|[,:;()]\p{Script=Han}/u;
