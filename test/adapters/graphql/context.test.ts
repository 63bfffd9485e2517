import { describe, expect, it } from 'vitest';
import { OperationContext } from '../../../src/adapters/graphql/operations/context.ts';
import { scenario } from '../../support/scenario.ts';

describe('The context of an operation', () => {
  it('opens no view for a field that asks when the operation is over', async () => {
    const world = scenario();
    const { principal, app } = await world.customer();
    const context = new OperationContext(world.application, principal, 'id', () => undefined);
    expect(await context.view.app(app.id)).not.toBeNull();
    await context.close();
    expect(() => context.view).toThrow('The operation is over.');
    await expect(context.appName(app.id)).rejects.toThrow('The operation is over.');
  });

  it('knows no app that the account does not have', async () => {
    const world = scenario();
    const [one, other] = [await world.customer(), await world.customer()];
    const context = new OperationContext(world.application, one.principal, 'id', () => undefined);
    await expect(context.appName(other.app.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await context.close();
  });
});
