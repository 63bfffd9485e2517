import { Field, ObjectType } from 'type-graphql';
import type { DownloadLink } from '../../../application/downloads/download-file.ts';
import type { Language } from '../../../domain/language.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { describedEnum } from '../types/described-enum.ts';

export const Languages = describedEnum<Language>('Language', 'In which people are written to.', {
  ZH: 'Chinese.',
  EN: 'English.',
});

@ObjectType('DownloadLink', {
  description: 'Where to fetch a file, without a token: whoever has the link may (STAT-2).',
})
export class DownloadLinkView {
  constructor(private readonly link: DownloadLink) {}

  @Field(() => String, { description: 'The whole address, for GET.' })
  get url(): string {
    return this.link.url;
  }

  @Field(() => String, { description: 'What the file is called.' })
  get fileName(): string {
    return this.link.fileName;
  }

  @Field(() => DateTimeScalar, { description: 'From when on the link is dead, by the clock on the wall.' })
  get expiresAt(): Date {
    return this.link.expires;
  }
}
