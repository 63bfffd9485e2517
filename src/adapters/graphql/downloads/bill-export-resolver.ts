import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { Application } from '../../../application/application.ts';
import type { BillFormat } from '../../../application/billing/export-bill.ts';
import type { Language } from '../../../domain/language.ts';
import type { Month } from '../../../domain/month.ts';
import type { OperationContext } from '../operations/context.ts';
import { describedEnum } from '../types/described-enum.ts';
import { MonthScalar } from '../types/month.ts';
import { DownloadLinkView, Languages } from './download-link.ts';

const BillFormats = describedEnum<BillFormat>('BillFormat', 'As what a bill is fetched.', {
  PDF: 'To be read and kept: its figures, and its first 1000 lines.',
  CSV: 'For spreadsheets: all of its lines.',
});

@Resolver()
export class BillExportResolver {
  constructor(private readonly application: Application) {}

  @Query(() => DownloadLinkView, {
    description: "A link to a month's bill, which leads nowhere while it is not issued (STAT-2).",
  })
  billExport(
    @Arg('month', () => MonthScalar, { description: 'Which.' }) month: Month,
    @Arg('format', () => BillFormats, { defaultValue: 'PDF', description: 'As what.' }) format: BillFormat,
    @Arg('language', () => Languages, { defaultValue: 'ZH', description: 'Of its words.' }) language: Language,
    @Ctx() context: OperationContext,
  ): DownloadLinkView {
    return new DownloadLinkView(this.application.exportBill(context.signedIn, month, format, language));
  }
}
