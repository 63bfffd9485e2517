import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { Application } from '../../../application/application.ts';
import type { Language } from '../../../domain/language.ts';
import { callFilter } from '../calls/call-filter.ts';
import { CallFilterInput } from '../calls/call-inputs.ts';
import type { OperationContext } from '../operations/context.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { spanOf } from '../types/span.ts';
import { DownloadLinkView, Languages } from './download-link.ts';

/** Links to tables as CSV, for spreadsheets. */
@Resolver()
export class ExportResolver {
  constructor(private readonly application: Application) {}

  @Query(() => DownloadLinkView, { description: 'A link to calls and conferences as CSV, newest first (STAT-2).' })
  callExport(
    @Arg('filter', () => CallFilterInput, { nullable: true, description: 'Which; all where it is not said.' })
    filter: CallFilterInput | null | undefined,
    @Arg('language', () => Languages, { defaultValue: 'ZH', description: 'Of its words.' }) language: Language,
    @Ctx() context: OperationContext,
  ): DownloadLinkView {
    return new DownloadLinkView(this.application.exportCalls(context.signedIn, callFilter(filter), language));
  }

  @Query(() => DownloadLinkView, {
    description: 'A link to the postings on the balance as CSV, newest first (STAT-2).',
  })
  ledgerExport(
    @Arg('from', () => DateTimeScalar, { nullable: true, description: 'Posted then or later.' })
    from: Date | null | undefined,
    @Arg('to', () => DateTimeScalar, { nullable: true, description: 'Posted before then.' })
    to: Date | null | undefined,
    @Arg('language', () => Languages, { defaultValue: 'ZH', description: 'Of its words.' }) language: Language,
    @Ctx() context: OperationContext,
  ): DownloadLinkView {
    return new DownloadLinkView(this.application.exportLedger(context.signedIn, spanOf(from, to), language));
  }
}
