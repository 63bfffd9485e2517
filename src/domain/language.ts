/** In which people are written to. */
export type Language = 'ZH' | 'EN';
