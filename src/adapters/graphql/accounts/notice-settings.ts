import { Field, InputType, Int, ObjectType } from 'type-graphql';
import type { Language } from '../../../domain/language.ts';
import type { NoticeSettings } from '../../../domain/notice-settings.ts';
import { Languages } from '../downloads/download-link.ts';

const MINUTES = 'Minutes of which fewer are told, once per fall. 0: never. Null: as the service is configured.';

@ObjectType('NoticeSettings', { description: "How the account's owners and finance people are told by e-mail." })
export class NoticeSettingsView {
  constructor(private readonly settings: NoticeSettings) {}

  @Field(() => Languages, { description: 'Of mails, and of the bill that comes with one.' })
  get language(): Language {
    return this.settings.language;
  }

  @Field(() => Int, { nullable: true, description: MINUTES })
  get lowBalanceMinutes(): number | null {
    return this.settings.lowBalanceMinutes;
  }
}

@InputType({ description: "How the account's owners and finance people are told by e-mail from now on." })
export class SetNoticeSettingsInput {
  @Field(() => Languages, { description: 'Of mails, and of the bill that comes with one.' })
  language!: Language;

  @Field(() => Int, { nullable: true, description: MINUTES })
  lowBalanceMinutes?: number | null;
}
